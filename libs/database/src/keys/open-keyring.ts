import { isNativeError } from 'node:util/types';
import type pg from 'pg';
import { administer } from '../connection/administer.js';
import { shownAddress } from '../connection/connection-config.js';
import { servingPurpose } from '../connection/pool.js';
import type { DatabaseEnvironment, KeyringEnvironment } from '../database.env.js';
import { loadKeyring, type LoadedKeyring } from '../tokens/index.js';
import { checkKeyring } from './check-keyring.js';
import { SchemaBehindError } from './schema-behind.error.js';

/** SQLSTATE of a table and of a function that do not exist. */
const NOT_THERE = new Set(['42P01', '42883']);

/**
 * The keyring, once it is certain that it can read what is stored. For every process that reads or writes tokens,
 * before it does anything else.
 *
 * @throws {KeyringError} it is missing, malformed, or lacks a key that stored tokens need
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError | SchemaBehindError} nothing can be said without it
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

/** Asks the database on a connection of its own, which is as those of the process will be. */
async function asking<T>(
  databaseUrl: string,
  applicationName: string,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  try {
    return await administer(databaseUrl, servingPurpose(applicationName), ask);
  } catch (error) {
    const code = isNativeError(error) && 'code' in error ? String(error.code) : '';
    throw NOT_THERE.has(code) ? new SchemaBehindError(shownAddress(databaseUrl), error) : error;
  }
}
