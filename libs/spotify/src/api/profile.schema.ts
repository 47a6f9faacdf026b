import { z } from 'zod';
import { largestImage } from './artist.schema.js';
import { text } from './text.js';

const identifier = z
  .string()
  .regex(/^[^\p{C}]{0,256}$/u)
  .nullish();

/**
 * `GET /v1/me`. `account_id` exists since May 2026 and is the stable key where it is given, so one that cannot be read
 * makes the answer malformed. Older answers have `id` alone. Without either nobody knows whose profile it is.
 */
export const profile = z
  .object({
    id: identifier.catch(null),
    account_id: identifier,
    display_name: text.nullish().catch(null),
    images: z.unknown().optional(),
  })
  .refine((answer) => answer.id || answer.account_id, { path: ['account_id and id'] })
  .transform((answer) => ({
    id: answer.id || null,
    accountId: answer.account_id || null,
    displayName: answer.display_name || null,
    imageUrl: largestImage(answer.images),
  }));

/** Who a listener is at Spotify; `null` is what Spotify did not say. */
export type SpotifyProfile = Readonly<z.output<typeof profile>>;
