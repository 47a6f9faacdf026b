import type { SimulatorControl } from '#simulator';
import type { QueryResultRow } from 'pg';

/** The system under load: an API, its database, and the simulator of Spotify. A worker runs as well. */
export interface Ground {
  /** The address of the API, without a trailing slash. */
  readonly url: string;
  readonly control: SimulatorControl;
  sql<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/** A unit of load that can be repeated. */
export interface Deed {
  readonly name: string;
  /**
   * Runs once and returns the number of requests sent.
   *
   * @throws if any answer is wrong
   */
  run(): Promise<number>;
}

/** Returns a function that cycles through `all`. */
export function inTurn<One>(all: readonly One[]): () => One {
  let next = 0;
  return () => {
    const one = all[next % all.length];
    if (one === undefined) throw new Error('there is nothing to cycle through');
    next += 1;
    return one;
  };
}
