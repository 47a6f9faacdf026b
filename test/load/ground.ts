import type { SimulatorControl } from '#simulator';
import type { QueryResultRow } from 'pg';

/** The target of a load: an API, its database, and the simulator. A worker runs beside it. */
export interface Ground {
  /** Of the API, without a trailing slash. */
  readonly url: string;
  readonly control: SimulatorControl;
  sql<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/** A recurring activity of people or programs. */
export interface Deed {
  readonly name: string;
  /**
   * Runs once and returns the number of requests sent.
   *
   * @throws if an answer is wrong
   */
  run(): Promise<number>;
}

/** Returns a function that returns the elements in turn, again and again. */
export function inTurn<One>(all: readonly One[]): () => One {
  let next = 0;
  return () => {
    const one = all[next % all.length];
    if (one === undefined) throw new Error('inTurn() needs at least one element');
    next += 1;
    return one;
  };
}
