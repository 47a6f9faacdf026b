import type pg from 'pg';
import { administer } from '../connection/administer.js';
import { shownAddress } from '../connection/connection-config.js';
import { sqlStateOf } from '../connection/database-away.js';
import { servingPurpose } from '../connection/pool.js';
import type { DatabaseEnvironment, KeyringEnvironment } from '../database.env.js';
import { KeyringError, SchemaBehindError } from '../errors.js';
import { type Keyring, loadKeyring, type LoadedKeyring, TokenCipher, tokenPlace } from '../tokens/index.js';
import { countTokensOf, keysInUse, type StoredToken, tokensOf } from './keys-in-use.js';

/** SQLSTATE of a table and of a function that do not exist. */
const NOT_THERE = new Set(['42P01', '42883']);

/** A damaged token says nothing about its key, so several are tried before a key counts as wrong. */
const SAMPLES = 10;

/**
 * Loads the keyring and makes sure that it can read the stored tokens. Every process that reads or writes tokens calls
 * this first.
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
  const old = await asking(databaseUrl, applicationName, (client) => checkKeyring(client, keyring, path));
  const unfinished = old.map(
    (id) =>
      `Tokens are still encrypted with the key "${id}", while "${keyring.activeId}" is the active one: the ` +
      're-encryption command finishes the rotation',
  );
  return { keyring, warnings: [...warnings, ...unfinished] };
}

/** Queries the database on one connection with the settings that the process's own will have. */
async function asking<T>(
  databaseUrl: string,
  applicationName: string,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  try {
    return await administer(databaseUrl, servingPurpose(applicationName), ask);
  } catch (error) {
    throw NOT_THERE.has(sqlStateOf(error) ?? '')
      ? new SchemaBehindError(shownAddress(databaseUrl), error)
      : error;
  }
}

/**
 * Checks that the keyring has every key that stored tokens need, with the right bytes: it decrypts a token of each. A
 * checksum stored beside the tokens could be lost or out of date.
 *
 * @returns the ids of keys in use that are not the active one
 * @throws {KeyringError} naming each key that is missing or wrong, and how many tokens need it
 */
async function checkKeyring(client: pg.Client, keyring: Keyring, path: string): Promise<string[]> {
  const used = await keysInUse(client);
  const cipher = new TokenCipher(keyring);
  const problems: string[] = [];
  for (const id of used) {
    if (!keyring.ids.includes(id)) {
      problems.push(
        `it has no key "${id}", and ${await tokens(client, id)} with it; put that key back, the active one may stay as it is`,
      );
    } else if (!(await readsOne(cipher, await tokensOf(client, id, SAMPLES)))) {
      problems.push(
        `its key "${id}" is not the key of that id that ${await tokens(client, id)} with; put that one back, and give another key an id of its own`,
      );
    }
  }
  if (problems.length > 0) {
    throw new KeyringError(
      path,
      problems.join('. Also, '),
      'If such a key is lost for good, see KEYRING_GIVE_UP in docs/operating/keys.md',
    );
  }
  return used.filter((id) => id !== keyring.activeId);
}

async function tokens(client: pg.Client, keyId: string): Promise<string> {
  const count = await countTokensOf(client, keyId);
  return count === 1 ? '1 stored token is encrypted' : `${count} stored tokens are encrypted`;
}

async function readsOne(cipher: TokenCipher, samples: readonly StoredToken[]): Promise<boolean> {
  for (const { listenerId, column, ciphertext } of samples) {
    const read = cipher.decrypt(ciphertext, tokenPlace(listenerId, column)).then(
      () => true,
      () => false,
    );
    if (await read) return true;
  }
  // The tokens that needed the key may have been replaced in the meantime.
  return samples.length === 0;
}
