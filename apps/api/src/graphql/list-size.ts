import { BadUserInputError } from '../errors/client-error.js';

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
