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

/** SQLSTATEs `duplicate_database` and `unique_violation`: another process created it first. */
const ALREADY_EXISTS = new Set(['42P04', '23505']);
/** SQLSTATE `insufficient_privilege`. */
const NOT_PERMITTED = '42501';

/**
 * Creates the database that the URL names if it is missing. The role needs CREATEDB for it.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError}
 */
export async function ensureDatabase(databaseUrl: string): Promise<void> {
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
  schema: z.string(),
  /** Both the schema of the tables and that of the queue exist. */
  bothSchemasExist: z.boolean(),
  canCreateSchemas: z.boolean(),
  canCreateTemporaryTables: z.boolean(),
  /** Whether it may use the schema of the tables and create tables there. Null if the schema does not exist. */
  canUseSchema: z.boolean().nullable(),
});

/**
 * Checks the role's privileges on the database and on the schema of the tables, then creates that schema if it is
 * missing.
 *
 * @throws {DatabaseUnsuitableError} with the statements that grant what is missing
 */
export async function ensureSchema(client: pg.Client, databaseUrl: string): Promise<void> {
  const schema = schemaOf(databaseUrl);
  const [privileges] = await queryRows(
    client,
    privilegesRow,
    `SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
            quote_ident($1) AS schema,
            to_regnamespace($1) IS NOT NULL AND to_regnamespace($2) IS NOT NULL AS "bothSchemasExist",
            has_database_privilege(current_database(), 'CREATE') AS "canCreateSchemas",
            has_database_privilege(current_database(), 'TEMPORARY') AS "canCreateTemporaryTables",
            has_schema_privilege(to_regnamespace($1), 'CREATE') AND has_schema_privilege(to_regnamespace($1), 'USAGE')
              AS "canUseSchema"`,
    [schema, queueSchemaOf(schema)],
  );
  const missing = privileges ? missingGrants(privileges) : [];
  if (missing.length > 0) {
    throw new DatabaseUnsuitableError(
      shownAddress(databaseUrl),
      `its role ${privileges?.role} lacks privileges that Headliner needs`,
      `As the owner of the database, or a superuser, run: ${missing.join(' ')}`,
    );
  }
  if (privileges?.canUseSchema === null)
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
}

function missingGrants(privileges: z.output<typeof privilegesRow>): string[] {
  const {
    role,
    database,
    schema,
    bothSchemasExist,
    canCreateSchemas,
    canCreateTemporaryTables,
    canUseSchema,
  } = privileges;
  return [
    ...(canCreateSchemas || bothSchemasExist ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${role};`]),
    ...(canCreateTemporaryTables ? [] : [`GRANT TEMPORARY ON DATABASE ${database} TO ${role};`]),
    ...(canUseSchema === false ? [`GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${role};`] : []),
  ];
}
