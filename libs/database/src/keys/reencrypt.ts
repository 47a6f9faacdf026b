import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { queryRows } from '../connection/query-rows.js';
import { type Keyring, TokenCipher, tokenPlace } from '../tokens/index.js';
import { countTokensOf, keysInUse } from './keys-in-use.js';

/** Small, so that no request waits long for a row. */
const BATCH = 100;
/** How often rows that were locked or have changed are tried again, and after how long. */
const MOST_ROUNDS = 20;
const ROUND_PAUSE_MS = 250;

export interface ReencryptionOptions {
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  /** Called after each batch with the number of listeners whose tokens have been re-encrypted so far. */
  readonly progress?: (listeners: number) => void;
  /** Aborted to start no further batch. */
  readonly stopping?: AbortSignal;
}

export interface Reencryption {
  /** Listeners whose tokens were re-encrypted. */
  readonly listeners: number;
  /** Listeners whose tokens cannot be read: altered, or moved from another row. They stay as they are. */
  readonly unreadable: readonly number[];
  /** How many tokens still need a key other than the active one, by its id. */
  readonly left: ReadonlyMap<string, number>;
}

const row = z.object({
  listenerId: z.int(),
  refreshToken: z.string().nullable(),
  accessToken: z.string().nullable(),
});
type Row = z.output<typeof row>;

/**
 * Encrypts every stored token with the active key, while API and workers run. Locked rows are left for later, and rows
 * that have changed since they were read are read again. Revisions stay, since the tokens do. It can be interrupted at
 * any point and run several times at once.
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
    // The next round reads the rows that were locked or have changed.
    for (let round = 0, missed = 1; missed > 0 && round < MOST_ROUNDS; round += 1) {
      if (round > 0) await delay(ROUND_PAUSE_MS);
      missed = 0;
      unreadable = [];
      for (let rows = await read(client, keyring.activeId, 0); rows.length > 0;) {
        stopping?.throwIfAborted();
        const resealed = await Promise.all(rows.map((was) => reseal(cipher, was)));
        const changes = resealed.flatMap((one) => one.changed ?? []);
        const written = await write(client, changes);
        listeners += written;
        missed += changes.length - written;
        unreadable.push(...resealed.flatMap((one) => one.unreadable ?? []));
        progress?.(listeners);
        rows = await read(client, keyring.activeId, rows.at(-1)?.listenerId ?? 0);
      }
    }
    const others = (await keysInUse(client)).filter((id) => id !== keyring.activeId);
    const left = new Map<string, number>();
    for (const id of others) left.set(id, await countTokensOf(client, id));
    return { listeners, unreadable, left };
  });
}

function read(client: pg.Client, activeId: string, after: number): Promise<Row[]> {
  return queryRows(
    client,
    row,
    `SELECT listener_id AS "listenerId", refresh_token AS "refreshToken", access_token AS "accessToken"
     FROM spotify_grant
     WHERE listener_id > $1 AND (token_key_id(refresh_token) <> $2 OR token_key_id(access_token) <> $2)
     ORDER BY listener_id LIMIT ${BATCH}`,
    [after, activeId],
  );
}

interface Resealed {
  readonly changed?: { readonly was: Row; readonly becomes: Row };
  readonly unreadable?: number;
}

async function reseal(cipher: TokenCipher, was: Row): Promise<Resealed> {
  const { listenerId } = was;
  const resealOne = async (column: 'access_token' | 'refresh_token', token: string | null) => {
    const place = tokenPlace(listenerId, column);
    return token === null ? null : cipher.encrypt(await cipher.decrypt(token, place), place);
  };
  try {
    const refreshToken = await resealOne('refresh_token', was.refreshToken);
    const accessToken = await resealOne('access_token', was.accessToken);
    return { changed: { was, becomes: { listenerId, refreshToken, accessToken } } };
  } catch {
    return { unreadable: listenerId };
  }
}

/** Writes the rows that are neither locked nor changed since they were read. Returns how many. */
async function write(client: pg.Client, changes: NonNullable<Resealed['changed']>[]): Promise<number> {
  if (changes.length === 0) return 0;
  const { rowCount } = await client.query(
    `WITH free AS (
       SELECT listener_id FROM spotify_grant
       WHERE listener_id IN (SELECT (change -> 'was' ->> 'listenerId')::int FROM jsonb_array_elements($1) AS change)
       ORDER BY listener_id FOR UPDATE SKIP LOCKED)
     UPDATE spotify_grant AS stored
     SET refresh_token = change -> 'becomes' ->> 'refreshToken',
         access_token = change -> 'becomes' ->> 'accessToken'
     FROM jsonb_array_elements($1) AS change, free
     WHERE stored.listener_id = free.listener_id
       AND stored.listener_id = (change -> 'was' ->> 'listenerId')::int
       AND stored.refresh_token IS NOT DISTINCT FROM (change -> 'was' ->> 'refreshToken')
       AND stored.access_token IS NOT DISTINCT FROM (change -> 'was' ->> 'accessToken')`,
    [JSON.stringify(changes)],
  );
  return rowCount ?? 0;
}

/**
 * Ends the connections whose tokens need a key that is lost for good. Those listeners have to sign in again; their
 * histories stay. Returns how many they are.
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
