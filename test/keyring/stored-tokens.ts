import { hash, randomUUID } from 'node:crypto';
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

/** Inserts a share of every listener, with its token encrypted with this keyring file. */
export async function storeShares(instance: Pick<Instance, 'sql'>, keyring: string): Promise<void> {
  const cipher = new TokenCipher((await loadKeyring(keyring)).keyring);
  for (const { listener } of await instance.sql<{ listener: number }>(
    'SELECT id AS listener FROM listener',
  )) {
    const id = randomUUID();
    const token = `share ${id}`;
    const location = { table: 'share', column: 'token', row: `${listener}/${id}` };
    await instance.sql(
      `INSERT INTO share (listener_id, id, token_hash, token, range, show_name, expires_at)
       VALUES ($1, $2, $3, $4, 'SHORT_TERM', false, clock_now() + interval '1 day')`,
      [listener, id, hash('sha256', token, 'buffer'), await cipher.encrypt(token, location)],
    );
  }
}
