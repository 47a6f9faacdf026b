import { median } from '../stage/measure.js';
import { type Row, spread, type Table } from '../stage/tables.js';
import type { ImportCost } from './import.js';
import type { PackageSize } from './package.js';

const MAX_SECONDS = 60;
const MAX_MEMORY_MB = 250;

/** What imports of a history cost, one after the other, each by another listener. */
export function importTable(
  { records, packedMb, unpackedMb }: PackageSize,
  costs: readonly ImportCost[],
): Table {
  const line = (what: string, value: (cost: ImportCost) => number, digits: number, unit = ''): Row => ({
    what,
    values: [spread(costs.map(value), digits, unit)],
  });
  const moreMb = (cost: ImportCost): number => cost.peakMb - cost.residentMb;
  const daysOf = ({ answer }: ImportCost): number =>
    Object.values(answer.days.reconstructed).reduce((sum, days) => sum + days, 0);
  const seconds = median(costs.map((cost) => cost.seconds));
  return {
    title: `Importing ten years: ${records.toLocaleString('en')} records, ${packedMb.toFixed(0)} MB, ${unpackedMb.toFixed(0)} MB unpacked`,
    columns: [`${costs.length} imports`],
    rows: [
      line('plays that count', ({ answer }) => answer.plays.counted, 0),
      line('snapshots reconstructed', daysOf, 0),
      {
        ...line('time', (cost) => cost.seconds, 1, ' s'),
        goal: [`under ${MAX_SECONDS} s`, seconds < MAX_SECONDS],
        headline: { what: 'An import of ten years and a million plays', value: `${seconds.toFixed(0)} s` },
      },
      line('records per second', (cost) => records / cost.seconds, 0),
      line('CPU of the API', ({ cpuSeconds }) => cpuSeconds, 1, ' s'),
      line('CPU of PostgreSQL', ({ postgresCpuSeconds }) => postgresCpuSeconds, 1, ' s'),
      line('resident memory of the API before', ({ residentMb }) => residentMb, 0, ' MB'),
      {
        ...line('more at its peak', moreMb, 0, ' MB'),
        goal: [`under ${MAX_MEMORY_MB} MB`, costs.every((cost) => moreMb(cost) < MAX_MEMORY_MB)],
      },
      {
        ...line('transactions', ({ transactions }) => transactions, 0),
        goal: ['one', costs.every(({ transactions }) => transactions === 1)],
      },
      line('SQL statements', ({ statements }) => statements, 0),
      line('a chart of another listener during an import: p50', ({ chartMs }) => chartMs.p50, 1, ' ms'),
      line('a chart of another listener during an import: p99', ({ chartMs }) => chartMs.p99, 1, ' ms'),
    ],
  };
}
