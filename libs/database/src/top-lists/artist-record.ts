import type { Prisma } from '../generated/client.js';

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

/**
 * Stores what Spotify says of these artists now, and answers our ids in the same order. What Spotify leaves out
 * this time does not erase what it said before.
 */
export async function saveArtists(
  transaction: Prisma.TransactionClient,
  artists: readonly ArtistRecord[],
): Promise<number[]> {
  // One order for everybody: two transactions that store the same artists wait for each other, not in a circle.
  const sorted = JSON.stringify([...artists].sort((one, other) => (one.id < other.id ? -1 : 1)));
  await transaction.$executeRaw`
    INSERT INTO artist AS known (spotify_id, name, image_url, spotify_url, genres, popularity)
    SELECT id, name, "imageUrl", "spotifyUrl", genres, popularity
    FROM jsonb_to_recordset(${sorted}::jsonb) AS given
      (id text, name text, "imageUrl" text, "spotifyUrl" text, genres jsonb, popularity smallint)
    ON CONFLICT (spotify_id) DO UPDATE
    SET name = excluded.name, spotify_url = excluded.spotify_url,
        image_url = coalesce(excluded.image_url, known.image_url),
        genres = coalesce(excluded.genres, known.genres),
        popularity = coalesce(excluded.popularity, known.popularity)
    WHERE (excluded.name, excluded.spotify_url, coalesce(excluded.image_url, known.image_url),
           coalesce(excluded.genres, known.genres), coalesce(excluded.popularity, known.popularity))
      IS DISTINCT FROM (known.name, known.spotify_url, known.image_url, known.genres, known.popularity)`;
  const rows = await transaction.artist.findMany({
    where: { spotifyId: { in: artists.map(({ id }) => id) } },
    select: { id: true, spotifyId: true },
  });
  const ids = new Map(rows.map((row) => [row.spotifyId, row.id]));
  return artists.map((artist) => {
    const id = ids.get(artist.id);
    // A list with a place left out would give every later artist a false rank.
    if (id === undefined) throw new Error('an artist that was stored in this transaction is not there');
    return id;
  });
}
