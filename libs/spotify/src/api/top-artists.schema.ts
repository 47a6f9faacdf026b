import { z } from 'zod';
import { artist } from './artist.schema.js';

/** One page of `GET /v1/me/top/artists`. */
export const topArtistsPage = z.object({
  items: z.array(artist),
  next: z.string().nullish(),
});

export type TopArtistsPage = z.output<typeof topArtistsPage>;
