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

/** Bytes of an object with its fields and its slot in an array, without its text. */
const RECORD_BYTES = 250;

/** The memory that an artist takes, in bytes. */
export function artistBytes({ id, name, imageUrl, spotifyUrl, genres }: ArtistRecord): number {
  let letters = id.length + name.length + (imageUrl?.length ?? 0) + spotifyUrl.length;
  for (const genre of genres ?? []) letters += genre.length + 8;
  return RECORD_BYTES + 2 * letters;
}
