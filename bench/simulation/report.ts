import { drawLines } from '../stage/svg.js';
import type { Row, Table } from '../stage/tables.js';
import { highest } from './counts.js';
import { PLACES, type Place } from './crowd.js';
import { areAllRecorded, DEFAULT_BUDGET, type PlaceRuns, type Run } from './runs.js';

const NAMES: Readonly<Record<Place, string>> = {
  one: 'one time zone',
  world: `${PLACES.world.length} time zones`,
};

/** Creates the tables of days with the default budget, with the budget that is needed, and with an hour without calls. */
export function simulationTables(places: readonly PlaceRuns[]): Table[] {
  const tables = places.flatMap(({ place, byDefault, asNeeded }) => [
    dayTable(`Listeners in ${NAMES[place]}, with \`SPOTIFY_REQUESTS_PER_30S=${DEFAULT_BUDGET}\``, byDefault),
    dayTable(`Listeners in ${NAMES[place]}, with the budget that is needed`, asNeeded, true),
  ]);
  return [...tables, cooldownTable(places)];
}

function dayTable(title: string, runs: readonly Run[], isNeeded = false): Table {
  const row = (what: string, value: (run: Run) => string): Row => ({ what, values: runs.map(value) });
  return {
    title,
    columns: runs.map(({ size }) => `${number(size)} listeners`),
    rows: [
      ...(isNeeded ? [row('`SPOTIFY_REQUESTS_PER_30S` that is needed', ({ budget }) => number(budget))] : []),
      ...dayRows(runs).filter(({ what }) => !isNeeded || !what.startsWith('recorded ')),
    ],
  };
}

function dayRows(runs: readonly Run[]): Row[] {
  const row = (what: string, value: (run: Run) => string): Row => ({ what, values: runs.map(value) });
  return [
    row('recorded within 24 hours', (run) => (areAllRecorded(run) ? 'all' : number(run.counts.recordings))),
    row('recorded after the end of their day', ({ counts }) => number(counts.tooLate)),
    row('calls in 30 s: most', ({ counts }) => number(most(counts.calls.windows()))),
    row('calls in 30 s: average of the day', ({ counts }) => (counts.calls.sum / 2_880).toFixed(1)),
    row('from due to recorded: median', ({ counts }) => duration(counts.medianDelay())),
    row(
      'from due to recorded: the last listener',
      (run) => (areAllRecorded(run) ? '' : 'over ') + duration(run.counts.longestDelay),
    ),
    row('jobs in the queue: most', ({ counts }) => number(most(counts.queued))),
    row('attempts that failed for want of a permit', ({ counts }) => number(counts.failed)),
    row('rows written per second: average', ({ counts }) => (counts.rows.sum / 86_400).toFixed(1)),
    row('rows written per second: most, over 30 s', ({ counts }) =>
      number(Math.round(most(counts.rows.windows()) / 30)),
    ),
  ];
}

function cooldownTable(places: readonly PlaceRuns[]): Table {
  const runs = places.map(({ cooldown }) => cooldown);
  const skipped = new Set([
    'recorded within 24 hours',
    'recorded after the end of their day',
    'from due to recorded: median',
  ]);
  return {
    title: `${number(runs[0]?.size ?? 0)} listeners as needed, and Spotify asks to wait an hour at noon`,
    columns: places.map(({ place }) => NAMES[place]),
    rows: [
      ...dayRows(runs).filter(({ what }) => !skipped.has(what)),
      { what: 'days that were given up', values: runs.map(({ counts }) => number(counts.gaveUp)) },
      {
        what: 'jobs in the queue at the end of the day',
        values: runs.map(({ counts }) => number(counts.queued.at(-1) ?? 0)),
      },
    ],
  };
}

const HOURS = ['00:00', '06:00', '12:00', '18:00', '24:00'];
/** Every five minutes. */
const PARTS = 288;

/** Draws the days with the most listeners. Returns the drawings by file name. */
export function simulationDrawings(places: readonly PlaceRuns[]): Map<string, string> {
  const runs = places.flatMap(({ place, byDefault, asNeeded }) => [
    { name: `${NAMES[place]}, budget of ${DEFAULT_BUDGET}`, run: byDefault.at(-1) },
    { name: `${NAMES[place]}, budget of ${number(asNeeded.at(-1)?.budget ?? 0)}`, run: asNeeded.at(-1) },
  ]);
  const size = number(runs[0]?.run?.size ?? 0);
  const draw = (title: string, values: (run: Run) => (number | null)[]): string =>
    drawLines({
      title: `${title}: ${size} listeners, by the hour in UTC`,
      labels: HOURS,
      lines: runs.map(({ name, run }) => ({ name, values: run ? values(run) : [] })),
      logarithmic: true,
    });
  return new Map([
    ['calls.svg', draw('Calls to Spotify in 30 s', ({ counts }) => highest(counts.calls.windows(), PARTS))],
    ['queue.svg', draw('Jobs in the queue', ({ counts }) => highest(counts.queued, PARTS))],
    [
      'delay.svg',
      draw('Longest time from due to recorded in seconds', ({ counts }) =>
        [...counts.longestDelays].map((seconds) => (seconds === 0 ? null : seconds)),
      ),
    ],
    [
      'rows.svg',
      draw('Rows written per second over 30 s', ({ counts }) =>
        highest(counts.rows.windows(), PARTS).map((rows) => rows / 30),
      ),
    ],
  ]);
}

function most(values: Float64Array): number {
  return values.reduce((highestYet, value) => Math.max(highestYet, value), 0);
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(0)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
