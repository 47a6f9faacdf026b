import pg from 'pg';
import { z } from 'zod';
import { queueSchemaOf, schemaOf, shownAddress } from '../connection/connection-config.js';
import { queryRows } from '../connection/query-rows.js';
import { DatabaseUnsuitableError } from '../errors.js';

const privileges = z.object({
  role: z.string(),
  database: z.string(),
  /** Both our schema and the queue's exist. */
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
  const [found] = await queryRows(
    client,
    privileges,
    `SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database,
            to_regnamespace($1) IS NOT NULL AND to_regnamespace($2) IS NOT NULL AS complete,
            has_database_privilege(current_database(), 'CREATE') AS "onDatabase",
            has_database_privilege(current_database(), 'TEMPORARY') AS temporary,
            has_schema_privilege(to_regnamespace($1), 'CREATE') AND has_schema_privilege(to_regnamespace($1), 'USAGE')
              AS "onSchema"`,
    [schema, queueSchemaOf(schema)],
  );
  const missing = found ? grantsFor(found, schema) : [];
  if (missing.length > 0) {
    throw new DatabaseUnsuitableError(
      shownAddress(databaseUrl),
      `its role ${found?.role} lacks privileges that Headliner needs`,
      `As the owner of the database, or a superuser, run: ${missing.join(' ')}`,
    );
  }
  if (found?.onSchema === null)
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
}

function grantsFor(found: z.output<typeof privileges>, schema: string): string[] {
  const { role, database } = found;
  return [
    ...(found.onDatabase || found.complete ? [] : [`GRANT CREATE ON DATABASE ${database} TO ${role};`]),
    ...(found.temporary ? [] : [`GRANT TEMPORARY ON DATABASE ${database} TO ${role};`]),
    ...(found.onSchema === false ? [`GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${role};`] : []),
  ];
}
