import pg from 'pg';

/** No statement runs longer than this, in milliseconds. */
export const STATEMENT_TIMEOUT_MS = 5_000;
/** How long a query waits for a free connection, or for a server that does not answer, in milliseconds. */
export const CONNECTION_TIMEOUT_MS = 5_000;

/** The connections of one process, shared by Prisma and the session store. */
export function createPool(databaseUrl: string, size: number): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: 'headliner',
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    // Catches what statement_timeout cannot: a server that has gone silent.
    query_timeout: 2 * STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
}
