import { BadUserInputError } from '../errors/client-error.js';
import type { Window } from './page.js';

const DEFAULT_SIZE = 20;
const LEAST = 1;
const MOST = 100;

/**
 * The size of a list as asked for in `argument`.
 *
 * @throws {BadUserInputError} it is not from 1 to 100: refused rather than clipped, so that nobody takes a part for the whole
 */
export function listSize(argument: string, value: number): number {
  if (value >= LEAST && value <= MOST) return value;
  throw new BadUserInputError(argument, `from ${LEAST} to ${MOST}; it was ${value}`);
}

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
