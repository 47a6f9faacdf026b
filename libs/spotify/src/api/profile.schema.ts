import { z } from 'zod';
import { largestImage } from './artist.schema.js';
import { text } from './text.js';

const identifier = z.string().regex(/^[^\p{C}]{1,256}$/u);

/** `GET /v1/me`. Only `id` is certain; `account_id` exists since May 2026 and is the stable key where it is given. */
export const profile = z
  .object({
    id: identifier,
    account_id: identifier.nullish().catch(null),
    display_name: text.nullish().catch(null),
    images: z.unknown().optional(),
  })
  .transform((answer) => ({
    id: answer.id,
    accountId: answer.account_id ?? null,
    displayName: answer.display_name || null,
    imageUrl: largestImage(answer.images),
  }));

/** Who a listener is at Spotify; `null` is what Spotify did not say. */
export type SpotifyProfile = Readonly<z.output<typeof profile>>;
