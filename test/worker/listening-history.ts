import { type CatalogueArtist, catalogue } from '../../apps/simulator/src/lists/catalogue.js';
import { hasNamesake, knownArtists } from '../../apps/simulator/src/lists/known-artists.js';
import { tracksOf } from '../../apps/simulator/src/lists/tracks.js';
import type { WorkerStage } from './worker-stage.js';

/** A name of a listening history, and a track of it if one is known. */
export interface ImportedName {
  readonly name: string;
  readonly trackId?: string | undefined;
}

/** Artists of the simulator whose names only one artist has. */
export const uniqueArtists: readonly CatalogueArtist[] = catalogue.filter((artist) => !hasNamesake(artist));

/** Artists of the simulator, two of each name. */
export const ambiguousArtists: readonly CatalogueArtist[] = catalogue.filter(hasNamesake);

/** Returns the id of a track of an artist: one that exists, or one that has vanished. */
export function trackOf(artist: CatalogueArtist, { vanished }: { vanished: boolean }): string | undefined {
  return tracksOf(artist).find((track) => track.vanished === vanished)?.id;
}

/** Returns the other artist of the same name. */
export function namesakeOf({ id, name }: CatalogueArtist): CatalogueArtist {
  const found = knownArtists.find((artist) => artist.name === name && artist.id !== id);
  if (!found) throw new Error(`${name} has no namesake.`);
  return found;
}

/** Stores what an import of a listening history stores: the names, on a few days of the past, in this order. */
export async function importNames(
  stage: WorkerStage,
  listenerId: number,
  names: readonly ImportedName[],
): Promise<void> {
  const given = names.map(({ name, trackId = null }, place) => ({ name, trackId, place }));
  await stage.instance.sql(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($2) AS given (name text, "trackId" text, place integer)
     ), added AS (
       INSERT INTO artist (spotify_id, spotify_url) SELECT 'local:' || place, 'https://open.spotify.com/' FROM given
       RETURNING id, spotify_id
     ), placed AS (
       SELECT added.id, given.* FROM given JOIN added ON added.spotify_id = 'local:' || given.place
     ), named AS (
       INSERT INTO imported_artist (listener_id, artist_id, name) SELECT $1, id, name FROM placed
     ), links AS (
       INSERT INTO artist_link (listener_id, artist_id, state, track_id) SELECT $1, id, 'PENDING', "trackId" FROM placed
     )
     INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids, source)
     SELECT $1, 'LONG_TERM', date '2020-01-01' + day, true, now(), (SELECT array_agg(id ORDER BY place) FROM placed),
            'RECONSTRUCTED'
     FROM generate_series(1, 3) AS day`,
    [listenerId, JSON.stringify(given)],
  );
}

/** Returns the ids of the artists on each reconstructed list. */
export async function listedIds(stage: WorkerStage, listenerId: number): Promise<string[][]> {
  const rows = await stage.instance.sql<{ ids: string[] }>(
    `SELECT array_agg(artist.spotify_id ORDER BY place.rank) AS ids
     FROM snapshot, unnest(artist_ids) WITH ORDINALITY AS place (id, rank) JOIN artist USING (id)
     WHERE listener_id = $1 AND source = 'RECONSTRUCTED' GROUP BY day ORDER BY day`,
    [listenerId],
  );
  return rows.map(({ ids }) => ids);
}

/** Counts a listener's artists by state. */
export async function countLinks(stage: WorkerStage, listenerId: number): Promise<Record<string, number>> {
  const rows = await stage.instance.sql<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM artist_link WHERE listener_id = $1 GROUP BY state ORDER BY state',
    [listenerId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Waits until none of a listener's artists is pending. */
export async function untilLinked(stage: WorkerStage, listenerId: number): Promise<void> {
  await stage.until(
    async () => (await countLinks(stage, listenerId))['PENDING'] === undefined,
    'every artist is linked or unknown',
  );
}

/** Returns how often each endpoint that links artists was called. */
export async function countCalls(stage: WorkerStage): Promise<Record<'track' | 'search' | 'artist', number>> {
  const requests = await stage.instance.simulator.control.requests();
  const count = (name: string): number => requests.filter(({ endpoint }) => endpoint === name).length;
  return { track: count('track'), search: count('search'), artist: count('artist') };
}
