import type pg from 'pg';
import { z } from 'zod';
import { queryRows } from '../connection/query-rows.js';

/** The columns of Spotify tokens. Each has an index over the key ids of its tokens. */
const COLUMNS = ['refresh_token', 'access_token'] as const;

const keyId = z.object({ id: z.string() });
const storedToken = z.object({ listenerId: z.int(), column: z.enum(COLUMNS), ciphertext: z.string() });
const total = z.object({ count: z.int() });

/** A stored token, with the row and column that hold it. */
export type StoredToken = z.output<typeof storedToken>;

/** Lists the ids of all keys that stored tokens need, in a few index steps per key. */
export async function keysInUse(client: pg.Client): Promise<string[]> {
  const walks = COLUMNS.map(
    (column) => `
      (WITH RECURSIVE key (id) AS (
         SELECT min(token_key_id(${column})) FROM spotify_grant
         UNION ALL
         SELECT (SELECT min(token_key_id(${column})) FROM spotify_grant WHERE token_key_id(${column}) > key.id)
         FROM key WHERE key.id IS NOT NULL)
       SELECT id FROM key WHERE id IS NOT NULL)`,
  );
  const rows = await queryRows(client, keyId, `${walks.join(' UNION ')} ORDER BY id`);
  return rows.map(({ id }) => id);
}

/** Reads some of the tokens that need a key, at most `most` of each column. */
export function tokensOf(client: pg.Client, id: string, most: number): Promise<StoredToken[]> {
  const samples = COLUMNS.map(
    (column) => `
      (SELECT listener_id AS "listenerId", '${column}' AS "column", ${column} AS ciphertext
       FROM spotify_grant WHERE token_key_id(${column}) = $1 LIMIT $2)`,
  );
  return queryRows(client, storedToken, samples.join(' UNION ALL '), [id, most]);
}

/** Counts the stored tokens that need a key. */
export async function countTokensOf(client: pg.Client, id: string): Promise<number> {
  const counts = COLUMNS.map(
    (column) => `(SELECT count(*) FROM spotify_grant WHERE token_key_id(${column}) = $1)`,
  );
  const [counted] = await queryRows(client, total, `SELECT (${counts.join(' + ')})::int AS count`, [id]);
  return counted?.count ?? 0;
}
