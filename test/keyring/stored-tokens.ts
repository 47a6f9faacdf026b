import { loadKeyring, TokenCipher, type TokenLocation } from '#database';
import type { Instance } from '../support/index.js';

/** Inserts listeners, each with two tokens that Spotify does not know, encrypted with this keyring file. */
export async function storeTokens(
  instance: Pick<Instance, 'sql'>,
  listeners: number,
  keyring: string,
): Promise<void> {
  const cipher = new TokenCipher((await loadKeyring(keyring)).keyring);
  const place = (row: number, column: string): TokenLocation => ({
    table: 'spotify_grant',
    column,
    row: String(row),
  });
  const ids = await instance.sql<{ id: number }>(
    `INSERT INTO listener (spotify_id) SELECT 'crowd_' || n FROM generate_series(1, $1) AS n RETURNING id`,
    [listeners],
  );
  const grants = ids.map(async ({ id }) => ({
    id,
    refresh: await cipher.encrypt(`refresh ${id}`, place(id, 'refresh_token')),
    access: await cipher.encrypt(`access ${id}`, place(id, 'access_token')),
  }));
  await instance.sql(
    `INSERT INTO spotify_grant (listener_id, refresh_token, access_token, access_token_expires_at, authorized_at)
     SELECT id, refresh, access, clock_now() + interval '1 hour', clock_now()
     FROM jsonb_to_recordset($1) AS given (id int, refresh text, access text)`,
    [JSON.stringify(await Promise.all(grants))],
  );
}
