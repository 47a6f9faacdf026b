import type { Queryable } from '../connection/transaction.js';

/** The time limit of a statement, in milliseconds. 100,000 artists take two seconds. */
const LIMIT_MS = 60_000;

/** Locks in the order that all transactions use. Waits for imports that refer to one of the rows. */
const LOCK = `
  SELECT id FROM artist WHERE id = ANY ($1) AND name IS NULL ORDER BY spotify_id FOR UPDATE`;

/** A second statement, which sees what those imports have added. */
const DELETE = `
  DELETE FROM artist
  WHERE id = ANY ($1) AND name IS NULL AND NOT EXISTS (SELECT FROM imported_artist WHERE artist_id = artist.id)`;

/**
 * Deletes artists that neither Spotify nor any listener's import describes any more. For transactions that have deleted
 * imports.
 *
 * @param ids our ids of the artists that the deleted imports described
 */
export async function deleteUnnamedArtists(client: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const limits = { values: [ids], query_timeout: LIMIT_MS + 5_000 };
  await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
  await client.query({ text: LOCK, ...limits });
  await client.query({ text: DELETE, ...limits });
}
