import { z } from 'zod';
import { images } from './artist.schema.js';

const identifier = z.string().min(1).max(256);

/** `GET /v1/me`. Only `id` is certain; `account_id` exists since May 2026 and is the stable key where it is given. */
export const profile = z
  .object({
    id: identifier,
    account_id: identifier.nullish().catch(null),
    display_name: z.string().nullish().catch(null),
    images,
  })
  .transform((answer) => ({
    id: answer.id,
    accountId: answer.account_id ?? null,
    displayName: answer.display_name || null,
    imageUrl: answer.images,
  }));

/** Who a listener is at Spotify; `null` is what Spotify did not say. */
export type SpotifyProfile = Readonly<z.output<typeof profile>>;
