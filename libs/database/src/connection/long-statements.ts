import type { Queryable } from './statements.js';

/** The time limit of a statement that may move a whole history, in milliseconds. All others have 5 s. */
const LIMIT_MS = 60_000;

/** The driver's time limit for such a statement: a little more than PostgreSQL's. */
export const LONG_TIMEOUT = { query_timeout: LIMIT_MS + 5_000 };

/** Gives each statement of a transaction a minute. Those that need it also take {@link LONG_TIMEOUT}. */
export async function allowLongStatements(client: Queryable): Promise<void> {
  await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
}
