import type { Row, Table } from '../stage/table.js';
import type { Alone } from './alone.js';
import type { Cost } from './cost.js';
import type { Load } from './load.js';
import type { ConcurrentCosts } from './together.js';

/** Measured twice may differ by so much. */
const SAME = 1.25;

/** The questions that have goals: half of the answers to one client take less, in milliseconds. */
const QUESTIONS = [
  ['chart', 'chart', 10],
  ['chart, history read again', 'cold', 40],
  ['rank histories', 'trend', 25],
  ['weekly charts', 'page', 50],
] as const;
const HEADLINES = {
  chart: 'A chart from ten years of history, p50',
  cold: 'The same, with the history read from PostgreSQL, p50',
  trend: 'Weekly ranks of ten artists over ten years, p50',
  page: '20 weekly charts with all entries, p50',
};

/** What one client's questions cost among 10, 100 and 1,000 others. */
export function growthTable(grown: readonly Alone[]): Table {
  const rows = QUESTIONS.flatMap(([what, key, mostMs]): Row[] => {
    const costs = grown.map((each) => each[key]);
    const pieces = costs.map(({ p50, yardstickMs }) => p50 / yardstickMs);
    const flat = pieces.every((each, index) => each <= (pieces[index - 1] ?? Infinity) * SAME);
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
  const most = grown.map((each): Cost => each.most);
  return {
    title: 'One client, as the others grow',
    columns: ['among 10 others', 'among 100', 'among 1,000'],
    rows: [
      ...rows,
      { what: 'the most that is admitted: p50', values: most.map(({ p50 }) => ms(p50)) },
      {
        what: 'the most that is admitted: p99',
        values: most.map(({ p99 }) => ms(p99)),
        goal: ['under 1 s', most.every(({ p99 }) => p99 < 1_000)],
      },
      {
        what: 'resident memory of the API',
        values: grown.map(({ residentMb }) => `${Math.round(residentMb)} MB`),
      },
    ],
  };
}

/** What 32 clients' questions cost, beside one client's. */
export function togetherTable(alone: Alone, together: ConcurrentCosts): Table {
  const { clients, resting } = together;
  const line = (what: string, of: (load: Load, key: (typeof QUESTIONS)[number][1]) => string): Row => ({
    what,
    values: QUESTIONS.map(([, key]) => of(together[key], key)),
  });
  const pieces = ({ cpuMs, yardstickMs }: Load | Cost): number => cpuMs / yardstickMs;
  const held = QUESTIONS.every(([, key]) => pieces(together[key]) <= pieces(alone[key]) * SAME);
  const rested = (['chart', 'trend', 'page'] as const).map((key) => {
    const mostMs = QUESTIONS.find(([, name]) => name === key)?.[2] ?? NaN;
    return resting[key].p50 < mostMs;
  });
  return {
    title: `${clients} clients at once, of eight listeners`,
    columns: QUESTIONS.map(([what]) => what),
    rows: [
      line('one client: CPU of the API', (_, key) => ms(alone[key].cpuMs)),
      line('without a pause: CPU of the API for each', ({ cpuMs }) => ms(cpuMs)),
      line('one client: the same, in pieces of work', (_, key) => pieces(alone[key]).toFixed(1)),
      {
        ...line('without a pause: the same, in pieces of work', (load) => pieces(load).toFixed(1)),
        goal: ["one client's, but for a quarter", held],
        headline: {
          what: `CPU per chart with ${clients} concurrent clients, and with one`,
          value: `${ms(together.chart.cpuMs)}, ${ms(alone.chart.cpuMs)}`,
        },
      },
      line('without a pause: CPU of PostgreSQL for each', ({ postgresMs }) => ms(postgresMs)),
      line('without a pause: SQL statements for each', ({ statements }) => statements.toFixed(2)),
      line('without a pause: requests per second', ({ rate }) => rate.toFixed(0)),
      line('without a pause: p50', ({ p50 }) => ms(p50)),
      line('without a pause: p99', ({ p99 }) => ms(p99)),
      line(`p50, times ${clients} times that CPU`, ({ p50, cpuMs }) => (p50 / (clients * cpuMs)).toFixed(2)),
      {
        what: 'each once a second: p50',
        values: QUESTIONS.map(([, key]) => (key === 'cold' ? '' : ms(resting[key].p50))),
        goal: ["one client's goals", rested.every(Boolean)],
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
