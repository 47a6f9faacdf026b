import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { queryRows } from '../connection/statements.js';
import { ENCRYPTED_COLUMNS, type EncryptedColumn, TokenCipher } from './token-cipher.js';
import type { Keyring } from './keyring.js';
import { countTokens, findKeysInUse } from './open-keyring.js';

/** Listeners per statement. Small, so that no request waits long for a row. */
const BATCH = 100;
/** How often rows that were locked or have changed are retried, and after how long. */
const MAX_ROUNDS = 20;
const ROUND_PAUSE_MS = 250;

export interface ReencryptionOptions {
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  /** Called after each batch with the number of tokens done so far. */
  readonly progress?: (tokens: number) => void;
  /** Stops before the next batch when aborted. */
  readonly stopping?: AbortSignal;
}

/** A token that was altered or moved. */
export interface UnreadableToken {
  readonly listenerId: number;
  readonly table: string;
}

export interface Reencryption {
  /** How many tokens were re-encrypted. */
  readonly tokens: number;
  /** Tokens that were altered or moved and cannot be read. Their rows are unchanged. */
  readonly unreadable: readonly UnreadableToken[];
  /** How many tokens still need another key than the active one, by key id. */
  readonly left: ReadonlyMap<string, number>;
}

const tokenRow = z.object({ listenerId: z.int(), row: z.string(), ciphertext: z.string() });
type StoredToken = z.output<typeof tokenRow>;

/** A token before and after its re-encryption. `after` is null if the token cannot be read. */
type TokenChange = StoredToken & { readonly after: string | null };

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
    let tokens = 0;
    let unreadable: UnreadableToken[] = [];
    for (let round = 0, missed = 1; missed > 0 && round < MAX_ROUNDS; round += 1) {
      if (round > 0) await delay(ROUND_PAUSE_MS);
      missed = 0;
      unreadable = [];
      for await (const { column, batch } of readTokens(client, keyring.activeId)) {
        stopping?.throwIfAborted();
        const results = await Promise.all(batch.map((token) => reencryptToken(cipher, column, token)));
        const readable = results.filter(({ after }) => after !== null);
        const written = await writeTokens(client, column, readable);
        tokens += written;
        missed += readable.length - written;
        const damaged = results.filter(({ after }) => after === null);
        unreadable.push(...damaged.map(({ listenerId }) => ({ listenerId, table: column.table })));
        progress?.(tokens);
      }
    }
    const others = (await findKeysInUse(client)).filter((id) => id !== keyring.activeId);
    const left = new Map<string, number>();
    for (const id of others) left.set(id, await countTokens(client, id));
    return { tokens, unreadable, left };
  });
}

/**
 * Reads the tokens that need another key than the active one, column by column. Those of one listener are in the same
 * batch.
 */
async function* readTokens(
  client: pg.Client,
  activeId: string,
): AsyncGenerator<{ readonly column: EncryptedColumn; readonly batch: StoredToken[] }> {
  for (const each of ENCRYPTED_COLUMNS) {
    const { table, column, row } = each;
    const text = `
      SELECT listener_id AS "listenerId", ${row} AS "row", ${column} AS ciphertext FROM ${table}
      WHERE listener_id > $1 AND token_key_id(${column}) <> $2
      ORDER BY listener_id FETCH FIRST ${BATCH} ROWS WITH TIES`;
    const read = (after: number) => queryRows(client, tokenRow, text, [after, activeId]);
    for (let batch = await read(0); batch.length > 0; batch = await read(batch.at(-1)?.listenerId ?? 0))
      yield { column: each, batch };
  }
}

async function reencryptToken(
  cipher: TokenCipher,
  { table, column }: EncryptedColumn,
  token: StoredToken,
): Promise<TokenChange> {
  const location = { table, column, row: token.row };
  try {
    return {
      ...token,
      after: await cipher.encrypt(await cipher.decrypt(token.ciphertext, location), location),
    };
  } catch {
    return { ...token, after: null };
  }
}

/** Writes the tokens whose rows are neither locked nor changed since they were read. Returns how many it wrote. */
async function writeTokens(
  client: pg.Client,
  { table, column, row }: EncryptedColumn,
  tokens: readonly TokenChange[],
): Promise<number> {
  const { rowCount } = await client.query(
    `WITH free AS (
       SELECT ${row} AS key FROM ${table} WHERE listener_id = ANY($1)
       ORDER BY listener_id FOR UPDATE SKIP LOCKED)
     UPDATE ${table} SET ${column} = change.after
     FROM free JOIN jsonb_to_recordset($2) AS change ("row" text, ciphertext text, after text) ON change."row" = key
     WHERE listener_id = ANY($1) AND ${row} = key AND ${column} = change.ciphertext`,
    [tokens.map(({ listenerId }) => listenerId), JSON.stringify(tokens)],
  );
  return rowCount ?? 0;
}

/** What {@link giveUpKey} ended. */
export interface GivenUp {
  readonly connections: number;
  readonly shares: number;
}

/**
 * Ends the connections and revokes the shares whose tokens need a key that is lost for good. Listeners whose connection
 * ends have to sign in again. Their histories stay.
 */
export function giveUpKey(databaseUrl: string, keyId: string): Promise<GivenUp> {
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
    const revoked = await client.query('DELETE FROM share WHERE token_key_id(token) = $1', [keyId]);
    return { connections: rowCount ?? 0, shares: revoked.rowCount ?? 0 };
  });
}
