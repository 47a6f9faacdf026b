import { ASKED } from '../charts/rounds.js';
import type { Row, Table } from '../stage/tables.js';
import {
  type Figure,
  type Growth,
  type ProcessesFigures,
  type RequestFigures,
  type SizeFigures,
  type Yearly,
  YEARLY,
  type YearsFigures,
} from './figures.js';
import { count, dayRows, rateRow, requestRows } from './rows.js';

/** How many times as much ten times as many listeners, or more processes, may cost. */
const TOLERANCE = 1.25;
/** The smallest size with goals: with fewer due at once, jobs share fewer statements. */
const LEAST_COMPARABLE = 100;
const MAX_MEMORY = 1.1;
const MAX_BYTES_PER_YEAR = 400_000;

/** Creates the tables of listeners, years and processes. */
export function growthTables({ sizes, years, processes }: Growth): [Table, Table, Table] {
  return [
    {
      title: 'Listeners in the database',
      columns: sizes.map(({ listeners }) => count(listeners, 'listener')),
      rows: sizeRows(sizes),
    },
    {
      title: "Years of one listener's history",
      columns: years.map((each) => count(each.years, 'year')),
      rows: yearsRows(years),
    },
    {
      title: 'Processes on one PostgreSQL, with 1,000 listeners',
      columns: processes.map((each) => count(each.processes, 'process', 'processes')),
      rows: processesRows(processes),
    },
  ];
}

function sizeRows(sizes: readonly SizeFigures[]): Row[] {
  const [small, large] = [sizes.find(({ listeners }) => listeners === LEAST_COMPARABLE), sizes.at(-1)];
  const memoryGoal = (key: 'apiMb' | 'workerMb'): Row['goal'] => [
    'at most a tenth above 100 listeners',
    (large?.[key] ?? NaN) <= (small?.[key] ?? NaN) * MAX_MEMORY,
  ];
  const flat = (pick: (size: SizeFigures) => { cpuMs: Figure }): Row['goal'] => [
    'flat from 100 listeners on',
    isFlat(sizes, (size) => pick(size).cpuMs.median),
  ];
  const requests = (name: string, pick: (size: SizeFigures) => RequestFigures, goal?: Row['goal']): Row[] =>
    requestRows(name, sizes.map(pick), { cpu: goal });
  const line = (what: string, value: (size: SizeFigures) => string): Row => ({
    what,
    values: sizes.map(value),
  });
  /** With fewer listeners, partly filled database pages distort the figure. */
  const fromComparable = (what: string, value: (size: SizeFigures) => string): Row =>
    line(what, (size) => (size.listeners < LEAST_COMPARABLE ? '' : value(size)));
  return [
    ...requests(
      'topArtists, one listener',
      ({ topArtists }) => topArtists.one,
      flat(({ topArtists }) => topArtists.one),
    ),
    ...requests('topArtists, any listener', ({ topArtists }) => topArtists.any),
    ...requests(
      'chart, one listener',
      ({ chart }) => chart.one,
      flat(({ chart }) => chart.one),
    ),
    ...requests('chart, any listener', ({ chart }) => chart.any),
    line('listeners that are due at once', ({ day }) => String(day.due)),
    ...dayRows(
      sizes.map(({ day }) => day),
      flat(({ day }) => day),
    ),
    line('listeners that become due between two ticks', ({ tick }) => String(tick.due)),
    {
      ...line('finding them at a tick', ({ tick }) => `${tick.findingMs.toFixed(2)} ms`),
      goal: ['under 5 ms', sizes.every(({ tick }) => tick.findingMs < 5)],
    },
    line('finding and claiming them', ({ tick }) => `${tick.claimingMs.toFixed(2)} ms`),
    {
      ...line('resident memory of the API', ({ apiMb }) => `${apiMb.toFixed(0)} MB`),
      goal: memoryGoal('apiMb'),
    },
    {
      ...line('resident memory of the worker', ({ workerMb }) => `${workerMb.toFixed(0)} MB`),
      goal: memoryGoal('workerMb'),
    },
    fromComparable(
      'stored for a listener and day of history',
      ({ bytes }) => `${(bytes.perDay / 1_000).toFixed(2)} kB`,
    ),
    fromComparable(
      'stored for a listener without the history',
      ({ bytes }) => `${(bytes.perListener / 1_000).toFixed(1)} kB`,
    ),
    line('the whole database', ({ bytes }) => `${(bytes.total / 1e6).toFixed(0)} MB`),
  ];
}

export const YEARLY_NAMES: Readonly<Record<Yearly, string>> = {
  chart: 'chart',
  reread: 'chart, history read again',
  trend: 'rank history',
  weeklyCharts: 'weekly charts',
  year: 'year-end chart',
  export: 'export',
};

function yearsRows(years: readonly YearsFigures[]): Row[] {
  const requests = YEARLY.flatMap((key) => {
    const costs = years.map((each) => each.costs[key]);
    const maxMs = ASKED.find(({ what }) => what === YEARLY_NAMES[key])?.maxMs;
    if (maxMs === undefined) return requestRows(YEARLY_NAMES[key], costs);
    const isMet = costs.every(({ p50 }) => p50.median < maxMs);
    return requestRows(YEARLY_NAMES[key], costs, { p50: [`under ${maxMs} ms`, isMet] });
  });
  return [
    ...requests,
    { what: 'resident memory of the API', values: years.map(({ apiMb }) => `${apiMb.toFixed(0)} MB`) },
    {
      what: 'stored for a listener and year of history',
      values: years.map(({ bytesPerYear }) => `${(bytesPerYear / 1_000).toFixed(0)} kB`),
      goal: ['at most 400 kB', years.every(({ bytesPerYear }) => bytesPerYear <= MAX_BYTES_PER_YEAR)],
    },
  ];
}

function processesRows(processes: readonly ProcessesFigures[]): Row[] {
  const goal = (pick: (each: ProcessesFigures) => { cpuMs: Figure }): Row['goal'] => {
    const costs = processes.map((each) => pick(each).cpuMs.median);
    return ['at most a quarter above one process', Math.max(...costs) <= (costs[0] ?? NaN) * TOLERANCE];
  };
  const [topArtists, charts] = [
    processes.map((each) => each.topArtists),
    processes.map(({ chart }) => chart),
  ];
  return [
    rateRow('topArtists, any listener: requests per second', topArtists),
    ...requestRows('topArtists, any listener', topArtists, { cpu: goal((each) => each.topArtists) }),
    rateRow('chart, any listener: requests per second', charts),
    ...requestRows('chart, any listener', charts, { cpu: goal(({ chart }) => chart) }),
    ...dayRows(
      processes.map(({ day }) => day),
      goal(({ day }) => day),
    ),
  ];
}

/** Whether, from 100 listeners on, ten times as many cost at most a quarter more CPU. */
function isFlat(sizes: readonly SizeFigures[], value: (size: SizeFigures) => number): boolean {
  const comparable = sizes.filter(({ listeners }) => listeners >= LEAST_COMPARABLE);
  return comparable.every((size, index) => {
    const before = comparable[index - 1];
    if (!before) return true;
    return value(size) <= value(before) * TOLERANCE ** Math.log10(size.listeners / before.listeners);
  });
}
