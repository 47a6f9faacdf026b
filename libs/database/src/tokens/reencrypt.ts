import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { queryRows } from '../connection/statements.js';
import type { Keyring } from './keyring.js';
import { countTokens, findKeysInUse } from './open-keyring.js';
import { TokenCipher, tokenLocation } from './token-cipher.js';

/** Rows per statement. Small, so that no request waits long for a row. */
const BATCH = 100;
/** How often rows that were locked or have changed are retried, and after how long. */
const MAX_ROUNDS = 20;
const ROUND_PAUSE_MS = 250;

export interface ReencryptionOptions {
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  /** Called after each batch with the number of listeners done so far. */
  readonly progress?: (listeners: number) => void;
  /** Stops before the next batch when aborted. */
  readonly stopping?: AbortSignal;
}

export interface Reencryption {
  /** How many listeners' tokens were re-encrypted. */
  readonly listeners: number;
  /** Ids of listeners whose tokens were altered or moved and cannot be read. Their rows are unchanged. */
  readonly unreadable: readonly number[];
  /** How many tokens still need another key than the active one, by key id. */
  readonly left: ReadonlyMap<string, number>;
}

const tokensRow = z.object({
  listenerId: z.int(),
  refreshToken: z.string().nullable(),
  accessToken: z.string().nullable(),
});
type TokensRow = z.output<typeof tokensRow>;

/**
 * Encrypts every stored token with the active key while API and workers run. Retries rows that are locked or that
 * change during the run. Can be interrupted at any point, and can run several times concurrently.
 */
export function reencrypt({
  databaseUrl,
  keyring,
  progress,
  stopping,
}: ReencryptionOptions): Promise<Reencryption> {
  const cipher = new TokenCipher(keyring);
  return administer(databaseUrl, { applicationName: 'headliner-reencrypt' }, async (client) => {
    let listeners = 0;
    let unreadable: number[] = [];
    for (let round = 0, missed = 1; missed > 0 && round < MAX_ROUNDS; round += 1) {
      if (round > 0) await delay(ROUND_PAUSE_MS);
      missed = 0;
      unreadable = [];
      for (let rows = await readRows(client, keyring.activeId, 0); rows.length > 0;) {
        stopping?.throwIfAborted();
        const results = await Promise.all(rows.map((before) => reencryptRow(cipher, before)));
        const changes = results.flatMap(({ change }) => change ?? []);
        const written = await writeRows(client, changes);
        listeners += written;
        missed += changes.length - written;
        unreadable.push(...results.flatMap((result) => result.unreadable ?? []));
        progress?.(listeners);
        rows = await readRows(client, keyring.activeId, rows.at(-1)?.listenerId ?? 0);
      }
    }
    const others = (await findKeysInUse(client)).filter((id) => id !== keyring.activeId);
    const left = new Map<string, number>();
    for (const id of others) left.set(id, await countTokens(client, id));
    return { listeners, unreadable, left };
  });
}

function readRows(client: pg.Client, activeId: string, after: number): Promise<TokensRow[]> {
  return queryRows(
    client,
    tokensRow,
    `SELECT listener_id AS "listenerId", refresh_token AS "refreshToken", access_token AS "accessToken"
     FROM spotify_grant
     WHERE listener_id > $1 AND (token_key_id(refresh_token) <> $2 OR token_key_id(access_token) <> $2)
     ORDER BY listener_id LIMIT ${BATCH}`,
    [after, activeId],
  );
}

interface Change {
  readonly before: TokensRow;
  readonly after: TokensRow;
}

async function reencryptRow(
  cipher: TokenCipher,
  before: TokensRow,
): Promise<{ readonly change?: Change; readonly unreadable?: number }> {
  const { listenerId } = before;
  const reencryptToken = async (column: 'access_token' | 'refresh_token', token: string | null) => {
    const location = tokenLocation(listenerId, column);
    return token === null ? null : cipher.encrypt(await cipher.decrypt(token, location), location);
  };
  try {
    const refreshToken = await reencryptToken('refresh_token', before.refreshToken);
    const accessToken = await reencryptToken('access_token', before.accessToken);
    return { change: { before, after: { listenerId, refreshToken, accessToken } } };
  } catch {
    return { unreadable: listenerId };
  }
}

/** Writes the rows that are neither locked nor changed since they were read. Returns how many it wrote. */
async function writeRows(client: pg.Client, changes: Change[]): Promise<number> {
  if (changes.length === 0) return 0;
  const { rowCount } = await client.query(
    `WITH free AS (
       SELECT listener_id FROM spotify_grant
       WHERE listener_id IN (SELECT (change -> 'before' ->> 'listenerId')::int FROM jsonb_array_elements($1) AS change)
       ORDER BY listener_id FOR UPDATE SKIP LOCKED)
     UPDATE spotify_grant AS stored
     SET refresh_token = change -> 'after' ->> 'refreshToken',
         access_token = change -> 'after' ->> 'accessToken'
     FROM jsonb_array_elements($1) AS change, free
     WHERE stored.listener_id = free.listener_id
       AND stored.listener_id = (change -> 'before' ->> 'listenerId')::int
       AND stored.refresh_token IS NOT DISTINCT FROM (change -> 'before' ->> 'refreshToken')
       AND stored.access_token IS NOT DISTINCT FROM (change -> 'before' ->> 'accessToken')`,
    [JSON.stringify(changes)],
  );
  return rowCount ?? 0;
}

/**
 * Ends the connections whose tokens need a key that is lost for good. Those listeners have to sign in again; their
 * histories stay. Returns how many connections it ended.
 */
export function giveUpKey(databaseUrl: string, keyId: string): Promise<number> {
  return administer(databaseUrl, { applicationName: 'headliner-reencrypt' }, async (client) => {
    const { rowCount } = await client.query(
      `WITH lost AS (
         UPDATE spotify_grant
         SET refresh_token = NULL, access_token = NULL, access_token_expires_at = NULL,
             ended_at = coalesce(ended_at, clock_now()), revision = revision + 1
         WHERE token_key_id(refresh_token) = $1 OR token_key_id(access_token) = $1
         RETURNING listener_id)
       INSERT INTO interruption (listener_id, kind, began_at)
       SELECT listener_id, 'REAUTHORIZATION_REQUIRED', clock_now() FROM lost
       ON CONFLICT (listener_id, kind) WHERE ended_at IS NULL DO UPDATE SET began_at = interruption.began_at`,
      [keyId],
    );
    return rowCount ?? 0;
  });
}
