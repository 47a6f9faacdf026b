import { z } from 'zod';

/** Far more than any name has, and little enough for a line of an export. */
const MOST_CHARACTERS = 10_000;

/** Text from outside, cut to a length, less what PostgreSQL cannot hold: NUL characters and halves of surrogate pairs. */
export function storable(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replaceAll('\u0000', '').toWellFormed();
}

/** The same as a schema. */
export const text = z.string().transform(storable);
