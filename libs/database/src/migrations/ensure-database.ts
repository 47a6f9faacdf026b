import pg from 'pg';
import { connect } from '../connection/administer.js';
import { addressOf, databaseName, MIGRATING, shownAddress } from '../connection/connection-config.js';
import { DatabaseUnsuitableError } from '../errors.js';

/** SQLSTATEs of a database that another process made in the same moment. */
const ALREADY_THERE = new Set(['42P04', '23505']);
const NOT_PERMITTED = '42501';

/**
 * Makes the database that the address names, where it is missing; its role must be allowed to.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError}
 */
export async function ensureDatabase({ databaseUrl }: { readonly databaseUrl: string }): Promise<void> {
  const name = databaseName(databaseUrl);
  const create = `CREATE DATABASE ${pg.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`;
  await connect(addressOf(databaseUrl, 'postgres'), MIGRATING, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    try {
      await client.query(create);
    } catch (cause) {
      const code = cause instanceof pg.DatabaseError ? cause.code : undefined;
      if (code !== undefined && ALREADY_THERE.has(code)) return;
      if (code !== NOT_PERMITTED) throw cause;
      throw new DatabaseUnsuitableError(
        shownAddress(databaseUrl),
        'it does not exist, and the role is not allowed to create it',
        `As a superuser run: ${create} OWNER ${pg.escapeIdentifier(client.user ?? '')};`,
        { cause },
      );
    }
  });
}
