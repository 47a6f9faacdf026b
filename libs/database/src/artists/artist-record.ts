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

/**
 * SQL for one artist as one listener sees them, named `described`: as Spotify last described them to anyone, else as this
 * listener's own import does, which no other listener may see. Without either, the id serves as the name. Its columns are
 * those of {@link artistRecord}.
 *
 * @param artistId SQL for our id of the artist
 * @param listenerId SQL for the listener's id
 */
export function describedArtist(artistId: string, listenerId: string): string {
  // The alias keeps a caller's `artist.id` from naming this table.
  return `LATERAL (
    SELECT known.spotify_id AS id, coalesce(known.name, imported.name, known.spotify_id) AS name,
           coalesce(known.image_url, imported.image_url) AS "imageUrl",
           known.spotify_url AS "spotifyUrl", known.genres, known.popularity
    FROM artist AS known
    LEFT JOIN imported_artist AS imported
      ON known.name IS NULL AND imported.artist_id = known.id AND imported.listener_id = ${listenerId}
    WHERE known.id = ${artistId}) AS described`;
}
