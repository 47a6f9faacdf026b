import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ExplainedError } from '#runtime';
import { ADMINISTRATOR } from './cluster.js';

/** The role that our processes connect as: it owns its databases and may do nothing besides. */
const OWNER = 'headliner_app';
const WRONG_PASSWORD = '28P01';
/** A statement that fails is not to be logged, for one of them holds a password. */
const OPTIONS = '-c log_min_error_statement=panic';

/**
 * Makes sure that `database` exists and, with all that is in it, belongs to an ordinary role. Databases of earlier
 * releases, which belonged to the administrator, are handed over. The role gets another password each time.
 *
 * @param addressOf the addresses of databases, for the administrator
 * @returns the address for our processes, password included: a secret
 * @throws {ExplainedError} when the administrator's password is not that of this PostgreSQL
 */
export async function ownedDatabase(
  addressOf: (database: string) => string,
  database: string,
): Promise<string> {
  const password = randomBytes(24).toString('hex');
  await administer(addressOf('postgres'), async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [OWNER, database],
    );
    if (!rows[0]?.role) await client.query(`CREATE ROLE ${OWNER}`);
    await client.query(
      `ALTER ROLE ${OWNER} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}'`,
    );
    // Has a migration give in first where it and a process that serves wait for each other.
    await client.query(`GRANT SET ON PARAMETER deadlock_timeout TO ${OWNER}`);
    const name = pg.escapeIdentifier(database);
    await client.query(
      rows[0]?.database
        ? `ALTER DATABASE ${name} OWNER TO ${OWNER}`
        : `CREATE DATABASE ${name} OWNER ${OWNER}`,
    );
  });
  await administer(addressOf(database), (client) => client.query(HAND_OVER));
  return Object.assign(new URL(addressOf(database)), { username: OWNER, password }).href;
}

/** The names of the databases there are. */
export async function databasesIn(addressOf: (database: string) => string): Promise<string[]> {
  return administer(addressOf('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
    return rows.map(({ name }) => name);
  });
}

/**
 * Hands over every schema, relation, type and routine of the administrator that is not PostgreSQL's own. (REASSIGN OWNED
 * refuses to for the role that initdb made.) What belongs to a table, such as indexes and the sequences of its columns,
 * follows it.
 */
const HAND_OVER = `
DO $$
DECLARE
  administrator CONSTANT oid := '${ADMINISTRATOR}'::regrole;
  ours CONSTANT oid[] := ARRAY(
    SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema');
  object text;
BEGIN
  FOR object IN
    SELECT format('SCHEMA %I', nspname) FROM pg_namespace WHERE oid = ANY (ours) AND nspowner = administrator
    UNION ALL
    SELECT format('TABLE %s', oid::regclass) FROM pg_class
     WHERE relnamespace = ANY (ours) AND relowner = administrator AND relkind IN ('r', 'p', 'v', 'm', 'f')
    UNION ALL
    SELECT format('SEQUENCE %s', oid::regclass) FROM pg_class
     WHERE relnamespace = ANY (ours) AND relowner = administrator AND relkind = 'S'
       AND NOT EXISTS (SELECT FROM pg_depend
                        WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype IN ('a', 'i'))
    UNION ALL
    SELECT format('TYPE %s', oid::regtype) FROM pg_type
     WHERE typnamespace = ANY (ours) AND typowner = administrator
       AND (typtype IN ('d', 'e', 'r')
            OR typtype = 'c' AND EXISTS (SELECT FROM pg_class WHERE pg_class.oid = typrelid AND relkind = 'c'))
    UNION ALL
    SELECT format('ROUTINE %s', oid::regprocedure) FROM pg_proc
     WHERE pronamespace = ANY (ours) AND proowner = administrator
  LOOP
    EXECUTE format('ALTER %s OWNER TO ${OWNER}', object);
  END LOOP;
END $$`;

async function administer<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: address,
    connectionTimeoutMillis: 10_000,
    options: OPTIONS,
  });
  // A connection that breaks fails the query in hand; without a listener Node would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown): ExplainedError {
  const message =
    error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD
      ? 'The file postgres-password in the data directory is not of these databases. Put their own back; or remove it, ' +
        'and the next start sets another password.'
      : `The databases could not be prepared: ${error instanceof Error ? error.message : String(error)}.`;
  return new ExplainedError(message, { cause: error });
}
