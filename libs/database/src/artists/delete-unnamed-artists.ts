import type { Queryable } from '../connection/transaction.js';

/** How long one statement may take, in milliseconds: 100,000 artists take two seconds. */
const LIMIT_MS = 60_000;

/** In the order in which everybody takes these rows. Imports that refer to one of them are waited for. */
const LOCK = `
  SELECT id FROM artist WHERE id = ANY ($1) AND name IS NULL ORDER BY spotify_id FOR UPDATE`;

/** A statement of its own, which sees what those imports brought. */
const DELETE = `
  DELETE FROM artist
  WHERE id = ANY ($1) AND name IS NULL AND NOT EXISTS (SELECT FROM imported_artist WHERE artist_id = artist.id)`;

/**
 * Deletes those artists that no listener's import describes any more, and that Spotify never has: nothing refers to
 * them. For transactions that have deleted imports.
 *
 * @param ids our ids of artists that the deleted imports described
 */
export async function deleteUnnamedArtists(client: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const limits = { values: [ids], query_timeout: LIMIT_MS + 5_000 };
  await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
  await client.query({ text: LOCK, ...limits });
  await client.query({ text: DELETE, ...limits });
}
