import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import type { Database } from '../connection/database.js';

const PgStore = connectPgSimple(session);

/**
 * Browser sessions in PostgreSQL, on the pool of this process. Expired ones are deleted every quarter of an hour.
 *
 * @param onError told of failures that no request is there to see, such as pruning while the database is away
 */
export function createSessionStore(database: Database, onError: (error: unknown) => void): session.Store {
  return new PgStore({ pool: database.pool, errorLog: onError });
}
