import { z } from 'zod';
import { deleteUnnamedArtists } from '../artists/artist-record.js';
import { allowLongStatements, LONG_TIMEOUT } from '../connection/long-statements.js';
import { avoidNestedLoops, type Queryable, queryRows } from '../connection/statements.js';

/**
 * Returns SQL for the newest day on which a listener has a snapshot of Spotify's, of any range; null if there is none.
 * Takes one index step per range: reconstructed days are older than all of Spotify's.
 *
 * @param listenerId SQL for the listener's id
 */
export function newestRecordedDay(listenerId: string): string {
  return `(
    SELECT max(day)::text FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
    CROSS JOIN LATERAL (
      SELECT day, source FROM snapshot WHERE listener_id = ${listenerId} AND snapshot.range = each.range
      ORDER BY day DESC LIMIT 1) AS last
    WHERE last.source = 'SPOTIFY')`;
}

const DISPLACED = `
  DELETE FROM snapshot AS late
  USING (SELECT range, min(day) AS day FROM snapshot WHERE listener_id = $1 AND source = 'SPOTIFY' GROUP BY range) AS first
  WHERE late.listener_id = $1 AND late.range = first.range AND late.day >= first.day AND late.source = 'RECONSTRUCTED'`;

/** Artists of these links are on no reconstructed snapshot any more. */
const UNUSED_LINKS = `
  DELETE FROM artist_link AS link
  WHERE listener_id = $1
    AND NOT EXISTS (SELECT FROM (SELECT DISTINCT unnest(artist_ids) AS id FROM snapshot
                                 WHERE listener_id = $1 AND source = 'RECONSTRUCTED') AS named
                    WHERE named.id = link.artist_id)`;

const UNUSED_DESCRIPTIONS = `
  DELETE FROM imported_artist
  WHERE listener_id = $1
    AND NOT EXISTS (SELECT FROM (SELECT DISTINCT unnest(artist_ids) AS id FROM snapshot WHERE listener_id = $1) AS named
                    WHERE named.id = artist_id)
  RETURNING artist_id AS id`;

const UNUSED_SUMMARY = `
  DELETE FROM listening_history
  WHERE listener_id = $1
    AND NOT EXISTS (SELECT FROM snapshot WHERE listener_id = $1 AND source = 'RECONSTRUCTED')`;

const artistRow = z.object({ id: z.int() });

/**
 * Deletes a listener's reconstructed snapshots from the first of Spotify's on, in each range. Every import ends with it.
 *
 * @returns how many it deleted
 */
export async function deleteDisplacedSnapshots(client: Queryable, listenerId: number): Promise<number> {
  return runLong(client, DISPLACED, listenerId);
}

/**
 * Deletes all of a listener's reconstructed snapshots. Call {@link deleteUnusedImports} afterwards.
 *
 * @returns how many it deleted
 */
export async function deleteReconstructedSnapshots(client: Queryable, listenerId: number): Promise<number> {
  const text = "DELETE FROM snapshot WHERE listener_id = $1 AND source = 'RECONSTRUCTED'";
  return runLong(client, text, listenerId);
}

/**
 * Deletes what a listener's deleted snapshots leave unused: links and imported descriptions of artists, artists that only
 * this listener's imports name, and the summary of the listening history.
 */
export async function deleteUnusedImports(client: Queryable, listenerId: number): Promise<void> {
  await avoidNestedLoops(client);
  await runLong(client, UNUSED_LINKS, listenerId);
  await runLong(client, UNUSED_SUMMARY, listenerId);
  const artists = await queryRows(client, artistRow, {
    text: UNUSED_DESCRIPTIONS,
    values: [listenerId],
    ...LONG_TIMEOUT,
  });
  await deleteUnnamedArtists(
    client,
    artists.map(({ id }) => id),
  );
}

/** Runs a statement that may take longer than others, and returns how many rows it changed. */
async function runLong(client: Queryable, text: string, listenerId: number): Promise<number> {
  await allowLongStatements(client);
  const { rowCount } = await client.query({ text, values: [listenerId], ...LONG_TIMEOUT });
  return rowCount ?? 0;
}
