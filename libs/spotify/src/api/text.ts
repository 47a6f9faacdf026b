import { z } from 'zod';

/** Text from outside, less what PostgreSQL cannot hold: NUL characters and halves of surrogate pairs. */
export const text = z.string().transform((value) => value.replaceAll('\u0000', '').toWellFormed());
