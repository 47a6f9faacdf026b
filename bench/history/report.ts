import type { Alone } from '../charts/alone.js';
import { QUESTIONS } from '../charts/report.js';
import type { Row, Table } from '../stage/tables.js';
import type { ImportCost } from './import.js';
import type { PackageSize } from './package.js';

const MAX_SECONDS = 60;
const MAX_MEMORY_MB = 250;

/** What the first import of a history costs, and the second one of the same file. */
export function importTable(size: PackageSize, ...costs: readonly ImportCost[]): Table {
  const line = (what: string, format: (cost: ImportCost) => string): Row => ({
    what,
    values: costs.map((cost) => format(cost)),
  });
  const moreMb = ({ peakMb, residentMb }: ImportCost): number => peakMb - residentMb;
  const { records, packedMb, unpackedMb } = size;
  return {
    title: `A history of ${records.toLocaleString('en')} records: ${packedMb.toFixed(0)} MB, ${unpackedMb.toFixed(0)} MB unpacked`,
    columns: ['first import', 'second import'],
    rows: [
      line('plays that count', ({ answer }) => answer.plays.counted.toLocaleString('en')),
      line('snapshots', ({ answer }) =>
        Object.values(answer.days.reconstructed)
          .reduce((sum, days) => sum + days, 0)
          .toLocaleString('en'),
      ),
      line('artists matched, to link', ({ answer }) => `${answer.artists.matched}, ${answer.artists.toLink}`),
      {
        ...line('time', ({ seconds }) => `${seconds.toFixed(1)} s`),
        goal: [`under ${MAX_SECONDS} s`, costs.every(({ seconds }) => seconds < MAX_SECONDS)],
      },
      line('CPU of the API', ({ cpuSeconds }) => `${cpuSeconds.toFixed(1)} s`),
      line('CPU of PostgreSQL', ({ postgresCpuSeconds }) => `${postgresCpuSeconds.toFixed(1)} s`),
      line('resident memory of the API before', ({ residentMb }) => `${residentMb.toFixed(0)} MB`),
      {
        ...line('more at its peak', (cost) => `${moreMb(cost).toFixed(0)} MB`),
        goal: [`under ${MAX_MEMORY_MB} MB`, costs.every((cost) => moreMb(cost) < MAX_MEMORY_MB)],
      },
      {
        ...line('transactions', ({ transactions }) => `${transactions}`),
        goal: ['one', costs.every(({ transactions }) => transactions === 1)],
      },
      line('SQL statements', ({ statements }) => `${statements}`),
      line(
        'chart of another listener in this time: p50, p99',
        ({ chartMs: { p50, p99 } }) => `${p50.toFixed(1)} ms, ${p99.toFixed(1)} ms`,
      ),
    ],
  };
}

/** What charts of the history cost afterwards. */
export function chartsTable(costs: Omit<Alone, 'residentMb'>, days: number): Table {
  const rows = QUESTIONS.map(([what, key, mostMs]): Row => {
    const { p50, p99, yardstickMs, cpuMs } = costs[key];
    return {
      what,
      values: [
        `${p50.toFixed(1)} ms`,
        `${p99.toFixed(1)} ms`,
        (p50 / yardstickMs).toFixed(1),
        `${cpuMs.toFixed(1)} ms`,
      ],
      goal: [`p50 under ${mostMs} ms`, p50 < mostMs],
    };
  });
  return {
    title: `One client afterwards, over ${days.toLocaleString('en')} days`,
    columns: ['p50', 'p99', 'p50 in pieces of work', 'CPU of the API'],
    rows,
  };
}
