import { randomBytes } from 'node:crypto';
import { administer } from '#database';
import { ExplainedError } from '#runtime';

/** The role that API, worker and jobs connect as. It owns its databases and has no other privileges. */
const OWNER = 'headliner_app';
const WRONG_PASSWORD = '28P01';

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
  const url = new URL(adminUrl('postgres'));
  // Keeps failed statements out of the log, because one of them contains a password.
  url.searchParams.set('options', '-c log_min_error_statement=panic');
  await administer(url.href, { applicationName: 'headliner-start' }, async (client) => {
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
    const name = client.escapeIdentifier(database);
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${name} OWNER ${OWNER}`);
  }).catch((error: unknown) => {
    throw explainError(error);
  });
  return Object.assign(new URL(adminUrl(database)), { username: OWNER, password }).href;
}

function explainError(error: unknown): ExplainedError {
  // The cause of an explained error: its remedy is about DATABASE_URL, which is not set here.
  const { cause = error } = Object(error) as { cause?: unknown };
  if ((Object(cause) as { code?: unknown }).code === WRONG_PASSWORD) {
    return new ExplainedError(
      'The file postgres-password in the data directory does not belong to these databases. Restore the right file, ' +
        'or remove it and start again to set a new password.',
      { cause: error },
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ExplainedError(`The databases could not be prepared: ${reason}.`, { cause: error });
}
