import type { SimulatorControl } from '#simulator';
import type { QueryResultRow } from 'pg';

/** What a load is put on: an API, its database, and the simulator that stands in for Spotify. A worker runs beside it. */
export interface Ground {
  /** Of the API, without a trailing slash. */
  readonly url: string;
  readonly control: SimulatorControl;
  sql<Row extends QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/** Something that people or programs do again and again. */
export interface Deed {
  readonly name: string;
  /**
   * Does it once, and tells how many requests it sent.
   *
   * @throws when any answer is not what it must be
   */
  run(): Promise<number>;
}

/** Each of them in turn, for ever. */
export function inTurn<One>(all: readonly One[]): () => One {
  let next = 0;
  return () => {
    const one = all[next % all.length];
    if (one === undefined) throw new Error('there is nobody whose turn it could be');
    next += 1;
    return one;
  };
}
