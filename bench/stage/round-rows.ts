import type { Round } from './load.js';
import { type Row, spread } from './tables.js';

/** A row of figures of several servers or requests: the medians of their rounds, with the lowest and highest. */
export function figureRow<Figures>(
  what: string,
  rounds: readonly (readonly Figures[])[],
  value: (round: Figures) => number,
  digits: number,
  unit = '',
): Row {
  return { what, values: rounds.map((each) => spread(each.map(value), digits, unit)) };
}

/**
 * The rows of every load table: requests per second, latencies, CPU and memory.
 *
 * @param hasPostgres whether a column's server has a database
 */
export function roundRows(
  rounds: readonly (readonly Round[])[],
  hasPostgres: (column: number) => boolean = () => true,
): [rate: Row, ...others: Row[]] {
  const postgres = figureRow(
    'CPU of PostgreSQL per request',
    rounds,
    ({ postgresMs }) => postgresMs,
    3,
    ' ms',
  );
  return [
    figureRow('requests per second', rounds, ({ rate }) => rate, 0),
    figureRow('p50', rounds, ({ p50 }) => p50, 1, ' ms'),
    figureRow('p99', rounds, ({ p99 }) => p99, 1, ' ms'),
    figureRow('CPU of the server per request', rounds, ({ cpuMs }) => cpuMs, 3, ' ms'),
    onlyIn(postgres, hasPostgres),
    figureRow('resident memory of the server', rounds, ({ residentMb }) => residentMb, 0, ' MB'),
  ];
}

/** CPU of the simulator per request, in columns whose server calls it. */
export function simulatorRow(
  rounds: readonly (readonly Round[])[],
  callsSpotify: (column: number) => boolean = () => true,
): Row {
  const row = figureRow(
    'CPU of the simulator per request',
    rounds,
    ({ simulatorMs }) => simulatorMs,
    3,
    ' ms',
  );
  return onlyIn(row, callsSpotify);
}

function onlyIn({ what, values }: Row, isShown: (column: number) => boolean): Row {
  return { what, values: values.map((value, column) => (isShown(column) ? value : 'none')) };
}
