import type { Round } from './load.js';
import { type Row, spread } from './tables.js';

/** Rows of figures of several servers or requests: the medians of their rounds, with the lowest and highest. */
export function figureRow<Figures>(
  what: string,
  rounds: readonly (readonly Figures[])[],
  value: (round: Figures) => number,
  digits: number,
  unit = '',
): Row {
  return { what, values: rounds.map((each) => spread(each.map(value), digits, unit)) };
}

/** The rows that every load has: requests per second, latencies, CPU and memory. */
export function roundRows(rounds: readonly (readonly Round[])[]): Row[] {
  return [
    figureRow('requests per second', rounds, ({ rate }) => rate, 0),
    figureRow('p50', rounds, ({ p50 }) => p50, 1, ' ms'),
    figureRow('p99', rounds, ({ p99 }) => p99, 1, ' ms'),
    figureRow('CPU of the server per request', rounds, ({ cpuMs }) => cpuMs, 3, ' ms'),
    figureRow('CPU of PostgreSQL per request', rounds, ({ postgresMs }) => postgresMs, 3, ' ms'),
    figureRow('resident memory of the server', rounds, ({ residentMb }) => residentMb, 0, ' MB'),
  ];
}
