import { median } from '../stage/measure.js';
import { type Row, spread, type Table } from '../stage/tables.js';
import type { Load } from './load.js';
import { ASKED, LARGEST_ASKED, RESTING_ASKED, type Rounds, type Together } from './rounds.js';

/** Two measurements of the same thing may differ by this factor. */
const TOLERANCE = 1.25;

const FIGURES: readonly (readonly [
  what: string,
  value: (load: Load) => number,
  digits: number,
  unit?: string,
])[] = [
  ['requests per second', ({ rate }) => rate, 0],
  ['p50', ({ p50 }) => p50, 1, ' ms'],
  ['p99', ({ p99 }) => p99, 1, ' ms'],
  ['CPU of the API per request', ({ cpuMs }) => cpuMs, 1, ' ms'],
  ['CPU of PostgreSQL per request', ({ postgresMs }) => postgresMs, 1, ' ms'],
  ['SQL statements per request', ({ statements }) => statements, 2],
  ['resident memory of the API', ({ residentMb }) => residentMb, 0, ' MB'],
];

/** What one client's questions cost. */
export function aloneTable(title: string, rounds: Rounds): Table {
  const rows = [...ASKED, LARGEST_ASKED].flatMap(({ what, mostMs, headline }, index): Row[] => {
    const each = rounds[index];
    if (!each) return [];
    const p50 = median(each.map((load) => load.p50));
    return [
      {
        ...questionRow(what, each),
        goal: [`p50 under ${mostMs} ms`, p50 < mostMs],
        ...(headline && { headline: { what: headline, value: `${p50.toFixed(1)} ms` } }),
      },
    ];
  });
  return { title, columns: FIGURES.map(([what]) => what), rows };
}

/** What the questions of many clients cost at once, compared with one client's. */
export function togetherTables(clients: number, alone: Rounds, { busy, resting }: Together): Table[] {
  const cpu = (loads: readonly Load[] = []): number => median(loads.map(({ cpuMs }) => cpuMs));
  const columns = FIGURES.map(([what]) => what);
  return [
    {
      title: `${clients} clients at once, of eight listeners, without a pause`,
      columns,
      rows: ASKED.map(({ what }, index): Row => {
        const [one, many] = [cpu(alone[index]), cpu(busy[index])];
        const headline = {
          what: `CPU per chart with ${clients} concurrent clients, and with one`,
          value: `${many.toFixed(1)} ms, ${one.toFixed(1)} ms`,
        };
        return {
          ...questionRow(what, busy[index] ?? []),
          goal: ["CPU of the API at most a quarter above one client's", many <= one * TOLERANCE],
          ...(index === 0 && { headline }),
        };
      }),
    },
    {
      title: `${clients} clients, of eight listeners, each of which asks once a second`,
      columns,
      rows: RESTING_ASKED.map(({ what, mostMs }, index): Row => {
        const loads = resting[index] ?? [];
        const p50 = median(loads.map((load) => load.p50));
        const headline = {
          what: `A chart, while ${clients} clients query one per second each, p50`,
          value: `${p50.toFixed(1)} ms`,
        };
        return {
          ...questionRow(what, loads),
          goal: [`p50 under ${mostMs} ms`, p50 < mostMs],
          ...(index === 0 && { headline }),
        };
      }),
    },
  ];
}

function questionRow(what: string, loads: readonly Load[]): Row {
  return {
    what,
    values: FIGURES.map(([, value, digits, unit]) => spread(loads.map(value), digits, unit)),
  };
}
