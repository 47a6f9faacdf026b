import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import { LRUCache } from 'lru-cache';
import type { Database } from '../connection/database.js';

/** A request moves the end of its session only by this much or more: a write a minute, and not one a request. */
const LEAST_MOVE_MS = 60_000;
/** Sessions whose end is remembered between the beginning of a request and its end. */
const MOST_REMEMBERED = 10_000;

type Loaded = Parameters<session.Store['get']>[1];

/** Sessions in PostgreSQL. One that is used lasts up to a minute less than its last use would allow. */
class SessionStore extends connectPgSimple(session) {
  private readonly ends = new LRUCache<string, number>({ max: MOST_REMEMBERED });

  constructor(
    private readonly database: Database,
    errorLog: (error: unknown) => void,
  ) {
    super({ pool: database.pool, errorLog });
  }

  /** As its parent's, and the end along with it. */
  override get(sid: string, loaded: Loaded): void {
    this.read(sid).then(
      (found) => loaded(null, found),
      (error: unknown) => loaded(error),
    );
  }

  override touch(sid: string, data: session.SessionData, done: () => void = () => undefined): void {
    const end = data.cookie.expires?.valueOf() ?? Infinity;
    if (end - (this.ends.get(sid) ?? 0) < LEAST_MOVE_MS) done();
    else super.touch(sid, data, done);
  }

  private async read(sid: string): Promise<session.SessionData | null> {
    const { rows } = await this.database.pool.query<{ sess: session.SessionData; expire: Date }>(
      'SELECT sess, expire FROM session WHERE sid = $1 AND expire >= to_timestamp($2)',
      [sid, Math.ceil(Date.now() / 1_000)],
    );
    const [found] = rows;
    if (!found) return null;
    this.ends.set(sid, found.expire.getTime());
    return found.sess;
  }
}

/**
 * Browser sessions on the pool of this process. Expired ones are deleted every quarter of an hour.
 *
 * @param onError told of failures that no request is there to see, such as pruning while the database is away
 */
export function createSessionStore(database: Database, onError: (error: unknown) => void): session.Store {
  return new SessionStore(database, onError);
}
