import { z } from 'zod';

/** Text from outside, less what PostgreSQL cannot hold: NUL characters and halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** The same as a schema. */
export const text = z.string().transform(storable);
