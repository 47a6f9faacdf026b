import type { Row, Table } from '../stage/tables.js';
import type { Alone, Cost } from './alone.js';
import type { Load, ConcurrentCosts } from './together.js';

/** Two measurements of the same thing may differ by this factor. */
const TOLERANCE = 1.25;

/** Label, key, and the limit of one client's p50 in milliseconds. */
export const QUESTIONS = [
  ['chart', 'chart', 10],
  ['chart, history read again', 'cold', 40],
  ['rank history', 'trend', 25],
  ['weekly charts', 'page', 50],
] as const;
const HEADLINES = {
  chart: 'A chart from ten years of history, p50',
  cold: 'The same, with the history read from PostgreSQL, p50',
  trend: 'Weekly ranks of ten artists over ten years, p50',
  page: '20 weekly charts with all entries, p50',
};

/** What one client's queries cost with 10, 100 and 1,000 other listeners. */
export function growthTable(grown: readonly Alone[]): Table {
  const rows = QUESTIONS.flatMap(([what, key, mostMs]): Row[] => {
    const costs = grown.map((each) => each[key]);
    const pieces = costs.map(({ p50, yardstickMs }) => p50 / yardstickMs);
    const flat = pieces.every((each, index) => each <= (pieces[index - 1] ?? Infinity) * TOLERANCE);
    const last = costs.at(-1)?.p50 ?? NaN;
    return [
      {
        what: `${what}: p50`,
        values: costs.map(({ p50 }) => ms(p50)),
        goal: [`under ${mostMs} ms`, costs.every(({ p50 }) => p50 < mostMs)],
        headline: { what: HEADLINES[key], value: ms(last) },
      },
      {
        what: `${what}: p50, in pieces of work`,
        values: pieces.map((each) => each.toFixed(1)),
        goal: ['flat', flat],
      },
      { what: `${what}: p99`, values: costs.map(({ p99 }) => ms(p99)) },
      { what: `${what}: CPU of the API`, values: costs.map(({ cpuMs }) => ms(cpuMs)) },
      { what: `${what}: SQL statements`, values: costs.map(({ statements }) => statements.toFixed(2)) },
    ];
  });
  const largest = grown.map((each) => each.largest);
  return {
    title: 'One client, by the number of other listeners',
    columns: ['10 others', '100', '1,000'],
    rows: [
      ...rows,
      { what: 'largest question: p50', values: largest.map(({ p50 }) => ms(p50)) },
      {
        what: 'largest question: p99',
        values: largest.map(({ p99 }) => ms(p99)),
        goal: ['under 1 s', largest.every(({ p99 }) => p99 < 1_000)],
      },
      {
        what: 'resident memory of the API',
        values: grown.map(({ residentMb }) => `${Math.round(residentMb)} MB`),
      },
    ],
  };
}

/** What 32 clients' queries cost, compared with one client's. */
export function togetherTable(alone: Alone, together: ConcurrentCosts): Table {
  const { clients, resting } = together;
  const line = (what: string, format: (load: Load, key: (typeof QUESTIONS)[number][1]) => string): Row => ({
    what,
    values: QUESTIONS.map(([, key]) => format(together[key], key)),
  });
  const pieces = ({ cpuMs, yardstickMs }: Load | Cost): number => cpuMs / yardstickMs;
  const scales = QUESTIONS.every(([, key]) => pieces(together[key]) <= pieces(alone[key]) * TOLERANCE);
  const fastEnough = (['chart', 'trend', 'page'] as const).map((key) => {
    const mostMs = QUESTIONS.find(([, name]) => name === key)?.[2] ?? NaN;
    return resting[key].p50 < mostMs;
  });
  return {
    title: `${clients} clients at once, of eight listeners`,
    columns: QUESTIONS.map(([what]) => what),
    rows: [
      line('one client: CPU of the API', (_, key) => ms(alone[key].cpuMs)),
      line('without a pause: CPU of the API per query', ({ cpuMs }) => ms(cpuMs)),
      line('one client: the same, in pieces of work', (_, key) => pieces(alone[key]).toFixed(1)),
      {
        ...line('without a pause: the same, in pieces of work', (load) => pieces(load).toFixed(1)),
        goal: ["at most a quarter above one client's", scales],
        headline: {
          what: `CPU per chart with ${clients} concurrent clients, and with one`,
          value: `${ms(together.chart.cpuMs)}, ${ms(alone.chart.cpuMs)}`,
        },
      },
      line('without a pause: CPU of PostgreSQL per query', ({ postgresMs }) => ms(postgresMs)),
      line('without a pause: SQL statements per query', ({ statements }) => statements.toFixed(2)),
      line('without a pause: requests per second', ({ rate }) => rate.toFixed(0)),
      line('without a pause: p50', ({ p50 }) => ms(p50)),
      line('without a pause: p99', ({ p99 }) => ms(p99)),
      line(`p50 divided by ${clients} times that CPU`, ({ p50, cpuMs }) =>
        (p50 / (clients * cpuMs)).toFixed(2),
      ),
      {
        what: 'each once a second: p50',
        values: QUESTIONS.map(([, key]) => (key === 'cold' ? '' : ms(resting[key].p50))),
        goal: ["one client's goals", fastEnough.every(Boolean)],
        headline: {
          what: `A chart, while ${clients} clients query one per second each, p50`,
          value: ms(resting.chart.p50),
        },
      },
      {
        what: 'each once a second: p99',
        values: QUESTIONS.map(([, key]) => (key === 'cold' ? '' : ms(resting[key].p99))),
      },
    ],
  };
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
