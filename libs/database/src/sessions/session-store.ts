import { hash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';

/** A request moves the end of its session only by this much or more: a write a minute, and not one a request. */
const LEAST_MOVE_MS = 60_000;
/** Sessions of which something is remembered between the beginning of a request and its end. */
const MOST_REMEMBERED = 10_000;
/** For how long what was stored is known to be stored, in milliseconds: longer than an answer takes to be sent. */
const STORED_MS = 10_000;

/** express-session checks the cookie itself; whoever reads another field checks that. */
const sessionRow = z.object({ sess: z.custom<session.SessionData>(), expire: z.date() });

type Loaded = Parameters<session.Store['get']>[1];

/** Sessions in PostgreSQL. One that is used lasts up to a minute less than its last use would allow. */
class SessionStore extends connectPgSimple(session) {
  private readonly ends = new LRUCache<string, number>({ max: MOST_REMEMBERED });
  /** A hash of what was stored of each session, but for its cookie: where to return to may be 16 kB. */
  private readonly stored = new LRUCache<string, string>({ max: MOST_REMEMBERED, ttl: STORED_MS });

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

  /**
   * Whoever stores a session before the answer has it stored once more by express-session, as the answer is being sent.
   * That would bring back a session which somebody ends at that moment, so it is left out.
   */
  override set(
    sid: string,
    data: session.SessionData,
    done: (error?: unknown) => void = () => undefined,
  ): void {
    const hashed = hash('sha256', JSON.stringify({ ...data, cookie: null }));
    if (this.stored.get(sid) === hashed) return done();
    super.set(sid, data, (error?: unknown) => {
      if (!error) this.stored.set(sid, hashed);
      done(error);
    });
  }

  override touch(sid: string, data: session.SessionData, done: () => void = () => undefined): void {
    const end = data.cookie.expires?.valueOf() ?? Infinity;
    if (end - (this.ends.get(sid) ?? 0) < LEAST_MOVE_MS) done();
    else super.touch(sid, data, done);
  }

  private async read(sid: string): Promise<session.SessionData | null> {
    // Raw and prepared, since every request of a browser waits for it: 0.1 ms of CPU instead of 0.35 ms.
    const [found] = await queryRows(this.database.pool, sessionRow, {
      name: 'read-session',
      text: 'SELECT sess, expire FROM session WHERE sid = $1 AND expire >= to_timestamp($2)',
      values: [sid, Math.ceil(Date.now() / 1_000)],
    });
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
