import pg from 'pg';
import { administer } from './administer.js';
import { addressOf, databaseName, shownAddress } from './database-address.js';
import { DatabaseUnreachableError } from './database-unreachable.error.js';

/** SQLSTATEs of a database that another process made in the same moment. */
const ALREADY_THERE = new Set(['42P04', '23505']);

/**
 * Makes the database that the address names, where it is missing; its role must be allowed to.
 *
 * @throws {DatabaseUnreachableError}
 */
export async function ensureDatabase({ databaseUrl }: { readonly databaseUrl: string }): Promise<void> {
  const name = databaseName(databaseUrl);
  try {
    await administer(addressOf(databaseUrl, 'postgres'), async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    });
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && ALREADY_THERE.has(cause.code ?? '')) return;
    throw new DatabaseUnreachableError(shownAddress(databaseUrl), cause);
  }
}
