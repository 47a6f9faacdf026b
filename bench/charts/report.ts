import { median } from '../stage/measure.js';
import { type Row, spread, type Table } from '../stage/tables.js';
import type { Load } from './load.js';
import { ASKED, type Asked, LARGEST_ASKED, RESTING_ASKED, type Rounds, type ManyClients } from './rounds.js';

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

const COLUMNS = FIGURES.map(([what]) => what);

/** What one client's questions cost. */
export function aloneTable(span: string, rounds: Rounds): Table {
  const rows = [...ASKED, LARGEST_ASKED].flatMap((asked, index): Row[] => {
    const loads = rounds[index];
    return loads
      ? [limitedRow(asked, loads, asked.headline && `p50 of ${asked.headline}, from ${span}`)]
      : [];
  });
  return { title: `One client, ${span}`, columns: COLUMNS, rows };
}

/** What the questions of many clients cost at once, compared with one client's. */
export function togetherTables(clients: number, alone: Rounds, { busy, resting }: ManyClients): Table[] {
  const restingHeadline = `A chart, while ${clients} clients query one per second each, p50`;
  return [
    {
      title: `${clients} clients at once, of eight listeners, without a pause`,
      columns: COLUMNS,
      rows: ASKED.map(({ what }, index) => busyRow(what, alone[index] ?? [], busy[index] ?? [], clients)),
    },
    {
      title: `${clients} clients, of eight listeners, each of which asks once a second`,
      columns: COLUMNS,
      rows: RESTING_ASKED.map((asked, index) =>
        limitedRow(asked, resting[index] ?? [], index === 0 ? restingHeadline : undefined),
      ),
    },
  ];
}

/** A row whose goal is the limit of one client's p50. */
function limitedRow({ what, maxMs }: Asked, loads: readonly Load[], headline?: string): Row {
  const p50 = median(loads.map((load) => load.p50));
  return {
    ...questionRow(what, loads),
    goal: [`p50 under ${maxMs} ms`, p50 < maxMs],
    ...(headline !== undefined && { headline: { what: headline, value: `${p50.toFixed(1)} ms` } }),
  };
}

function busyRow(what: string, alone: readonly Load[], busy: readonly Load[], clients: number): Row {
  const [one, many] = [alone, busy].map((loads) => median(loads.map(({ cpuMs }) => cpuMs)));
  const headline = {
    what: `CPU per chart with ${clients} concurrent clients, and with one`,
    value: `${many?.toFixed(1)} ms, ${one?.toFixed(1)} ms`,
  };
  return {
    ...questionRow(what, busy),
    goal: ["CPU of the API at most a quarter above one client's", (many ?? NaN) <= (one ?? NaN) * TOLERANCE],
    ...(what === 'chart' && { headline }),
  };
}

function questionRow(what: string, loads: readonly Load[]): Row {
  return {
    what,
    values: FIGURES.map(([, value, digits, unit]) => spread(loads.map(value), digits, unit)),
  };
}
