import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ExplainedError } from '#runtime';

/** The role that API, worker and jobs connect as. It owns its databases and has no other privileges. */
const OWNER = 'headliner_app';
const WRONG_PASSWORD = '28P01';
/** Keeps failed statements out of the log, because one of them contains a password. */
const OPTIONS = '-c log_min_error_statement=panic';

/**
 * Ensures that `database` exists and belongs to an ordinary role, which gets a new password each time.
 *
 * @param adminUrl returns the address of a database for the administrator
 * @returns the address for API, worker and jobs. Contains the password: a secret
 * @throws {ExplainedError} if the administrator's password is wrong, or PostgreSQL fails
 */
export async function prepareDatabase(
  adminUrl: (database: string) => string,
  database: string,
): Promise<string> {
  const password = randomBytes(24).toString('hex');
  await administer(adminUrl('postgres'), async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [OWNER, database],
    );
    if (!rows[0]?.role) await client.query(`CREATE ROLE ${OWNER}`);
    await client.query(
      `ALTER ROLE ${OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}'`,
    );
    // In a deadlock, the migration gives way to the serving process.
    await client.query(`GRANT SET ON PARAMETER deadlock_timeout TO ${OWNER}`);
    const name = pg.escapeIdentifier(database);
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${name} OWNER ${OWNER}`);
  });
  return Object.assign(new URL(adminUrl(database)), { username: OWNER, password }).href;
}

/** Returns the names of all databases. */
export async function listDatabases(adminUrl: (database: string) => string): Promise<string[]> {
  return administer(adminUrl('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
    return rows.map(({ name }) => name);
  });
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: OPTIONS,
  });
  // A broken connection fails the current query. Without a listener, Node.js would exit as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw explainError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explainError(error: unknown): ExplainedError {
  const message =
    error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD
      ? 'The file postgres-password in the data directory does not belong to these databases. Restore the right file, ' +
        'or remove it and start again to set a new password.'
      : `The databases could not be prepared: ${error instanceof Error ? error.message : String(error)}.`;
  return new ExplainedError(message, { cause: error });
}
