import { z } from 'zod';

/** An artist as Spotify describes them. Null is what Spotify did not say. */
export interface ArtistRecord {
  /** Spotify's id. */
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  readonly spotifyUrl: string;
  readonly genres: readonly string[] | null;
  /** 0 to 100. */
  readonly popularity: number | null;
}

/** The columns of an artist in a raw statement. */
export const artistRecord = z.object({
  id: z.string(),
  name: z.string(),
  imageUrl: z.string().nullable(),
  spotifyUrl: z.string(),
  genres: z.array(z.string()).nullable(),
  popularity: z.int().nullable(),
});
