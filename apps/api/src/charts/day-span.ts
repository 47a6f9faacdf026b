import type { ChartDay } from '#charts';
import { BadUserInputError } from '../errors/client-error.js';

/** @throws {BadUserInputError} the days are not in order, where both are given */
export function checkSpan(from: ChartDay | null, to: ChartDay | null): void {
  if (from !== null && to !== null && from > to) {
    throw new BadUserInputError('from', `at or before ${to}, where the days end; it was ${from}`);
  }
}
