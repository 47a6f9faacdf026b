import { listSize } from './list-size.js';
import type { Window } from './page.js';

const DEFAULT_SIZE = 20;

/**
 * The part of a list that a connection's arguments ask for; the first 20 where they name no size.
 *
 * @throws {BadUserInputError} a size is not from 1 to 100
 */
export function windowOf<Cursor>(wanted: Window<Cursor>): Window<Cursor> {
  const last = wanted.last === null ? null : listSize('last', wanted.last);
  if (wanted.first !== null) return { ...wanted, first: listSize('first', wanted.first), last };
  return { ...wanted, first: last === null ? DEFAULT_SIZE : null, last };
}
