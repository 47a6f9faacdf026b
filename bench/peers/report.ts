import type { Row, Table } from '../stage/table.js';
import type { Contender } from './contenders.js';
import type { Round } from './rounds.js';

/** So many times plain Apollo with Express: asked by one listener, and by 1,000. */
const GOAL = 5;
const CROWD_GOAL = 0.5;

/** What was measured: a median for each server, and between which values its rounds were. */
export function report(contenders: readonly Contender[], rounds: readonly (readonly Round[])[]): Table {
  const row = (what: string, of: (round: Round) => number, digits: number, unit = ''): Row => ({
    what,
    values: rounds.map((each) => spread(each.map(of), digits, unit)),
  });
  const ratios = (what: string, headline: string, of: (round: Round) => number): Row => {
    const medians = rounds.map((each) => median(each.map(of)));
    const apollo = medians[1] ?? NaN;
    const times = medians.map((each) => each / apollo);
    return {
      what,
      values: times.map((each) => each.toFixed(2)),
      goal: [
        `at least ${GOAL.toFixed(1)}, of 1,000 listeners ${CROWD_GOAL.toFixed(1)}`,
        (times[0] ?? 0) >= GOAL && (times.at(-1) ?? 0) >= CROWD_GOAL,
      ],
      headline: { what: headline, value: (times[0] ?? NaN).toFixed(2) },
    };
  };
  return {
    title: 'One question, 16 at a time',
    columns: contenders.map(({ name }) => name),
    rows: [
      row('requests per second', ({ rate }) => rate, 0),
      ratios(
        '… times Apollo + Express',
        'topArtists by the second, times Apollo Server with Express and a constant',
        ({ rate }) => rate,
      ),
      row('p50', ({ p50 }) => p50, 1, ' ms'),
      row('p99', ({ p99 }) => p99, 1, ' ms'),
      row('CPU per request', ({ cpuMs }) => cpuMs, 3, ' ms'),
      ratios(
        'requests per CPU time, times Apollo + Express',
        'topArtists by CPU time, times the same',
        ({ cpuMs }) => 1 / cpuMs,
      ),
      {
        what: 'CPU of PostgreSQL per request',
        values: rounds.map((each, index) =>
          index === 0 || index === contenders.length - 1
            ? spread(
                each.map(({ postgresMs }) => postgresMs),
                3,
                ' ms',
              )
            : 'none',
        ),
      },
      row('resident memory', ({ residentMb }) => residentMb, 0, ' MB'),
    ],
  };
}

function spread(values: readonly number[], digits: number, unit: string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return `${median(values).toFixed(digits)}${unit} (${least}–${most})`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
