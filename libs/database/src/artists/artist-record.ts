import { z } from 'zod';
import { allowLongStatements, LONG_TIMEOUT } from '../connection/long-statements.js';
import { discardPlans, type Queryable } from '../connection/statements.js';

/** An image of an artist. Width and height in pixels; null where Spotify did not say. */
export interface ArtistImage {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** An artist as Spotify describes it. Null where Spotify did not say. */
export interface ArtistRecord {
  /** Spotify's id. `local:…` for an artist that only one listener's listening history names; see {@link isLocalId}. */
  readonly id: string;
  readonly name: string;
  /** The largest first. */
  readonly images: readonly ArtistImage[];
  readonly spotifyUrl: string;
  readonly genres: readonly string[] | null;
  /** From 0 to 100. */
  readonly popularity: number | null;
}

/** Whether two descriptions of an artist are the same. Node's `isDeepStrictEqual` takes ten times as long. */
export function isSameArtist(one: ArtistRecord, other: ArtistRecord): boolean {
  return (
    one.id === other.id &&
    one.name === other.name &&
    one.spotifyUrl === other.spotifyUrl &&
    one.popularity === other.popularity &&
    isSameList(one.genres, other.genres, Object.is) &&
    isSameList(one.images, other.images, isSameImage)
  );
}

/** Whether two lists have the same items in the same order, or both are null. */
export function isSameList<Item>(
  one: readonly Item[] | null,
  other: readonly Item[] | null,
  isSame: (one: Item, other: Item) => boolean,
): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((item, index) => isSame(item, other[index] as Item));
}

function isSameImage(one: ArtistImage, other: ArtistImage): boolean {
  return one.url === other.url && one.width === other.width && one.height === other.height;
}

/** The beginning of an artist's id while only the name is known, from an imported listening history. */
export const LOCAL_ID_PREFIX = 'local:';

/** Whether an id is Headliner's own, for an artist known only by the name in a listening history. */
export function isLocalId(id: string): boolean {
  return id.startsWith(LOCAL_ID_PREFIX);
}

/** Longer than artists' names, so that no address is very long. */
const MAX_SEARCH_CHARACTERS = 200;

/** Returns the address of Spotify's search for a name, which stands in for an artist's page. */
export function searchUrl(name: string): string {
  const wanted = name.slice(0, MAX_SEARCH_CHARACTERS).toWellFormed();
  return `https://open.spotify.com/search/${encodeURIComponent(wanted)}/artists`;
}

/** The columns of an artist in a raw statement. */
export const artistRecord = z.object({
  id: z.string(),
  name: z.string(),
  images: z.array(z.object({ url: z.string(), width: z.int().nullable(), height: z.int().nullable() })),
  spotifyUrl: z.string(),
  genres: z.array(z.string()).nullable(),
  popularity: z.int().nullable(),
});

/**
 * Returns SQL for one artist as one listener sees it, a subquery named `described` with the columns of
 * {@link artistRecord}. Spotify's newest description wins over the listener's own import, and that over the bare id. An
 * import has one image of unknown size.
 *
 * @param artistId SQL for the artist's key
 * @param listenerId SQL for the listener's id
 */
export function artistOfListener(artistId: string, listenerId: string): string {
  // With an alias, `artist.id` of the caller does not refer to this table.
  return `LATERAL (
    SELECT one.spotify_id AS id, coalesce(one.name, imported.name, one.spotify_id) AS name,
           CASE WHEN one.images IS NOT NULL THEN one.images
                WHEN one.image_url IS NULL AND imported.image_url IS NULL THEN '[]'
                ELSE jsonb_build_array(jsonb_build_object(
                  'url', coalesce(one.image_url, imported.image_url), 'width', NULL, 'height', NULL)) END AS images,
           one.spotify_url AS "spotifyUrl", one.genres, one.popularity
    FROM artist AS one
    LEFT JOIN imported_artist AS imported
      ON one.name IS NULL AND imported.artist_id = one.id AND imported.listener_id = ${listenerId}
    WHERE one.id = ${artistId}) AS described`;
}

/** Locks in the order of all transactions. Waits for imports that refer to one of the rows. */
const LOCK = `
  SELECT id FROM artist WHERE id = ANY ($1) AND name IS NULL ORDER BY spotify_id FOR UPDATE`;

/** Runs as a second statement, so that it sees what those imports have added. */
const DELETE = `
  DELETE FROM artist
  WHERE id = ANY ($1) AND name IS NULL AND NOT EXISTS (SELECT FROM imported_artist WHERE artist_id = artist.id)`;

/**
 * Deletes artists that neither Spotify nor any import describes any more.
 *
 * @param ids the keys of the artists whose imported descriptions the transaction has deleted
 */
export async function deleteUnnamedArtists(client: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const options = { values: [ids], ...LONG_TIMEOUT };
  await allowLongStatements(client);
  await client.query({ text: LOCK, ...options });
  await discardPlans(client);
  await client.query({ text: DELETE, ...options });
}

/**
 * Updates the statistics of the tables of artists. Call it at the end of a transaction that adds many: until PostgreSQL does
 * so itself, within minutes, it expects few artists and joins them in nested loops. Skips tables that are locked.
 */
export async function analyzeArtists(client: Queryable): Promise<void> {
  await client.query({ text: 'ANALYZE (SKIP_LOCKED) artist, imported_artist', ...LONG_TIMEOUT });
}
