import type pg from 'pg';
import { z } from 'zod';
import { administer } from '../connection/administer.js';
import { shownAddress } from '../connection/connection-config.js';
import { sqlStateOf } from '../connection/error-codes.js';
import { servingPurpose } from '../connection/database.js';
import { queryRows } from '../connection/statements.js';
import type { DatabaseEnvironment, KeyringEnvironment } from '../database.env.js';
import { KeyringError, SchemaBehindError } from '../errors.js';
import { ENCRYPTED_COLUMNS, TokenCipher } from './token-cipher.js';
import { type Keyring, loadKeyring, type LoadedKeyring } from './keyring.js';

/** SQLSTATEs of a missing table and of a missing function. */
const UNDEFINED = new Set(['42P01', '42883']);

/** How many tokens are tried before a key counts as wrong, since a single one may be damaged. */
const SAMPLES = 10;

/**
 * Loads the keyring and checks that it can read the stored tokens. Every process that uses tokens calls this first.
 *
 * @throws {KeyringError} it is missing, malformed, or lacks a key that stored tokens need
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError | SchemaBehindError} the tokens cannot be read
 */
export async function openKeyring(
  environment: Pick<DatabaseEnvironment, 'DATABASE_URL'> & KeyringEnvironment,
  applicationName: string,
): Promise<LoadedKeyring> {
  const { DATABASE_URL: databaseUrl, KEYRING_FILE: path } = environment;
  const { keyring, warnings } = await loadKeyring(path);
  try {
    const oldKeys = await administer(databaseUrl, servingPurpose(applicationName), (client) =>
      checkKeyring(client, keyring, path),
    );
    const unfinished = oldKeys.map(
      (id) =>
        `Tokens are still encrypted with the key "${id}", while "${keyring.activeId}" is the active one. Run the ` +
        're-encryption command to finish the rotation',
    );
    return { keyring, warnings: [...warnings, ...unfinished] };
  } catch (error) {
    if (!UNDEFINED.has(sqlStateOf(error) ?? '')) throw error;
    throw new SchemaBehindError(shownAddress(databaseUrl), error);
  }
}

/**
 * Checks that the keyring has every key that stored tokens need, by decrypting a token of each.
 *
 * @returns the ids of keys in use other than the active one
 * @throws {KeyringError} names each key that is missing or wrong, and how many tokens need it
 */
async function checkKeyring(client: pg.Client, keyring: Keyring, path: string): Promise<string[]> {
  const used = await findKeysInUse(client);
  const cipher = new TokenCipher(keyring);
  const problems: string[] = [];
  for (const id of used) {
    if (!keyring.ids.includes(id)) {
      problems.push(
        `it has no key "${id}", and ${await describeTokens(client, id)} with it; put that key back (the active one can stay)`,
      );
    } else if (!(await canDecrypt(cipher, await sampleTokens(client, id)))) {
      problems.push(
        `its key "${id}" is not the key of that id that ${await describeTokens(client, id)} with; put that one back, and give the other key a new id`,
      );
    }
  }
  if (problems.length > 0) {
    throw new KeyringError(
      path,
      problems.join('. Also, '),
      'If a key is lost for good, see KEYRING_GIVE_UP in docs/operating/keys.md',
    );
  }
  return used.filter((id) => id !== keyring.activeId);
}

async function describeTokens(client: pg.Client, keyId: string): Promise<string> {
  const count = await countTokens(client, keyId);
  return count === 1 ? '1 stored token is encrypted' : `${count} stored tokens are encrypted`;
}

async function canDecrypt(cipher: TokenCipher, samples: readonly StoredToken[]): Promise<boolean> {
  for (const { ciphertext, ...location } of samples) {
    const decrypted = await cipher.decrypt(ciphertext, location).catch(() => null);
    if (decrypted !== null) return true;
  }
  // Without samples, the tokens that needed the key were replaced after it was found.
  return samples.length === 0;
}

const keyIdRow = z.object({ id: z.string() });

/** Lists the ids of all keys that stored tokens need, in a few index steps per key. */
export async function findKeysInUse(client: pg.Client): Promise<string[]> {
  const walks = ENCRYPTED_COLUMNS.map(
    ({ table, column }) => `
      (WITH RECURSIVE key (id) AS (
         SELECT min(token_key_id(${column})) FROM ${table}
         UNION ALL
         SELECT (SELECT min(token_key_id(${column})) FROM ${table} WHERE token_key_id(${column}) > key.id)
         FROM key WHERE key.id IS NOT NULL)
       SELECT id FROM key WHERE id IS NOT NULL)`,
  );
  const rows = await queryRows(client, keyIdRow, `${walks.join(' UNION ')} ORDER BY id`);
  return rows.map(({ id }) => id);
}

const countRow = z.object({ count: z.int() });

/** Counts the stored tokens that need a key. */
export async function countTokens(client: pg.Client, keyId: string): Promise<number> {
  const counts = ENCRYPTED_COLUMNS.map(
    ({ table, column }) => `(SELECT count(*) FROM ${table} WHERE token_key_id(${column}) = $1)`,
  );
  const [row] = await queryRows(client, countRow, `SELECT (${counts.join(' + ')})::int AS count`, [keyId]);
  return row?.count ?? 0;
}

const tokenRow = z.object({
  table: z.string(),
  column: z.string(),
  row: z.string(),
  ciphertext: z.string(),
});

type StoredToken = z.output<typeof tokenRow>;

/** Reads some of the tokens that need a key, from each column. */
function sampleTokens(client: pg.Client, keyId: string): Promise<StoredToken[]> {
  const samples = ENCRYPTED_COLUMNS.map(
    ({ table, column, row }) => `
      (SELECT '${table}' AS "table", '${column}' AS "column", ${row} AS "row", ${column} AS ciphertext
       FROM ${table} WHERE token_key_id(${column}) = $1 LIMIT ${SAMPLES})`,
  );
  return queryRows(client, tokenRow, samples.join(' UNION ALL '), [keyId]);
}
