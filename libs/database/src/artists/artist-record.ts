/** An artist as Spotify describes them; null is what Spotify did not say. */
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

/** What an artist takes besides its letters, in bytes: an object, its fields, and a place in an array. */
const RECORD_BYTES = 250;

/** The memory that an artist takes, in bytes. */
export function artistBytes({ id, name, imageUrl, spotifyUrl, genres }: ArtistRecord): number {
  let letters = id.length + name.length + (imageUrl?.length ?? 0) + spotifyUrl.length;
  for (const genre of genres ?? []) letters += genre.length + 8;
  return RECORD_BYTES + 2 * letters;
}
