import type pg from 'pg';

/** Where Spotify tokens are stored; each column has an index of the keys that its tokens need. */
const COLUMNS = ['refresh_token', 'access_token'] as const;

/** A stored token, and where it lies. */
export interface StoredToken {
  readonly listenerId: number;
  readonly column: (typeof COLUMNS)[number];
  readonly ciphertext: string;
}

/** The ids of all keys that stored tokens need. Takes a few steps in the indexes for each key, however many tokens. */
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
  const { rows } = await client.query<{ id: string }>(`${walks.join(' UNION ')} ORDER BY id`);
  return rows.map(({ id }) => id);
}

/** Some of the tokens that need a key, `most` of each column. */
export async function tokensOf(client: pg.Client, keyId: string, most: number): Promise<StoredToken[]> {
  const samples = COLUMNS.map(
    (column) => `
      (SELECT listener_id AS "listenerId", '${column}' AS "column", ${column} AS ciphertext
       FROM spotify_grant WHERE token_key_id(${column}) = $1 LIMIT $2)`,
  );
  return (await client.query<StoredToken>(samples.join(' UNION ALL '), [keyId, most])).rows;
}

/** How many stored tokens need a key. */
export async function countTokensOf(client: pg.Client, keyId: string): Promise<number> {
  const counts = COLUMNS.map(
    (column) => `(SELECT count(*) FROM spotify_grant WHERE token_key_id(${column}) = $1)`,
  );
  const { rows } = await client.query<{ count: number }>(`SELECT (${counts.join(' + ')})::int AS count`, [
    keyId,
  ]);
  return rows[0]?.count ?? 0;
}
