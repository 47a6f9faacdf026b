import pg from 'pg';
import { z } from 'zod';
import { connect } from '../connection/administer.js';
import {
  addressOf,
  databaseName,
  MIGRATING,
  shownAddress,
  queueSchemaOf,
  schemaOf,
} from '../connection/connection-config.js';
import { queryRows } from '../connection/statements.js';
import { DatabaseUnsuitableError } from '../errors.js';

/** SQLSTATEs: another process created the database first. */
const ALREADY_EXISTS = new Set(['42P04', '23505']);
const NOT_PERMITTED = '42501';

/**
 * Creates the database that the URL names if it is missing. The role must be allowed to.
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
      if (code !== undefined && ALREADY_EXISTS.has(code)) return;
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

const privilegesRow = z.object({
  role: z.string(),
  database: z.string(),
  /** Both the schema of the tables and that of the queue exist. */
  complete: z.boolean(),
  onDatabase: z.boolean(),
  temporary: z.boolean(),
  /** Null if the schema does not exist. */
  onSchema: z.boolean().nullable(),
});

/**
 * Creates the schema of the tables if it is missing, and checks that the role has the privileges that migrations and
 * the queue need.
 *
 * @throws {DatabaseUnsuitableError} with the statements that grant what is missing
 */
export async function prepareSchema(client: pg.Client, databaseUrl: string): Promise<void> {
  const schema = schemaOf(databaseUrl);
  const [privileges] = await queryRows(
    client,
    privilegesRow,
    `SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
            to_regnamespace($1) IS NOT NULL AND to_regnamespace($2) IS NOT NULL AS complete,
            has_database_privilege(current_database(), 'CREATE') AS "onDatabase",
            has_database_privilege(current_database(), 'TEMPORARY') AS temporary,
            has_schema_privilege(to_regnamespace($1), 'CREATE') AND has_schema_privilege(to_regnamespace($1), 'USAGE')
              AS "onSchema"`,
    [schema, queueSchemaOf(schema)],
  );
  const missing = privileges ? missingGrants(privileges, schema) : [];
  if (missing.length > 0) {
    throw new DatabaseUnsuitableError(
      shownAddress(databaseUrl),
      `its role ${privileges?.role} lacks privileges that Headliner needs`,
      `As the owner of the database, or a superuser, run: ${missing.join(' ')}`,
    );
  }
  if (privileges?.onSchema === null)
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
}

function missingGrants(privileges: z.output<typeof privilegesRow>, schema: string): string[] {
  const { role, database, complete, onDatabase, onSchema, temporary } = privileges;
  return [
    ...(onDatabase || complete ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${role};`]),
    ...(temporary ? [] : [`GRANT TEMPORARY ON DATABASE ${database} TO ${role};`]),
    ...(onSchema === false ? [`GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${role};`] : []),
  ];
}
