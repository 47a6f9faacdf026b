import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/client.js';
import { queueSchemaOf, connectionConfig } from './connection-config.js';

/** The time limit of a statement, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 5_000;
/** How long a query waits for a free connection, or for an unresponsive server, in milliseconds. */
const CONNECTION_TIMEOUT_MS = 5_000;

/** SQLSTATE: the server, the database or the role has reached its connection limit. */
const TOO_MANY_CONNECTIONS = '53300';
const RETRY_MS = 100;
/** How long after the last such error the pool may grow again, in milliseconds. */
const GROW_AGAIN_MS = 10_000;

/** Returns the connection purpose of a process that serves, such as the API. */
export function servingPurpose(applicationName: string) {
  return { applicationName, statementTimeout: `${STATEMENT_TIMEOUT_MS / 1_000}s` };
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (discard?: boolean | Error) => void,
) => void;

/**
 * A pool that shrinks if the server allows no more connections. Its callers then wait for an open connection, where
 * those of `pg.Pool` would fail.
 */
class ShrinkingPool extends pg.Pool {
  private readonly size = this.options.max;
  private refusedAt = -Infinity;

  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | void {
    if (connected) return this.attempt(connected, performance.now() + CONNECTION_TIMEOUT_MS);
    return new Promise((resolve, reject) => {
      this.connect((error, client) => (client ? resolve(client) : reject(error)));
    });
  }

  private attempt(connected: Connected, limit: number): void {
    if (this.options.max < this.size && performance.now() - this.refusedAt > GROW_AGAIN_MS) {
      this.options.max = this.size;
    }
    super.connect((error, client, release) => {
      const refused = error && 'code' in error && error.code === TOO_MANY_CONNECTIONS;
      if (client) client.release = closeUnlessIdle(client, release);
      if (!refused || performance.now() + RETRY_MS > limit)
        return connected(error, client, client?.release ?? release);
      this.refusedAt = performance.now();
      this.options.max = Math.max(1, this.totalCount);
      // With an open connection the pool queues this caller. Without one it can only retry.
      if (this.totalCount > 0) this.attempt(connected, limit);
      else setTimeout(() => this.attempt(connected, limit), RETRY_MS);
    });
  }
}

/**
 * Wraps `release` so that a connection with an open transaction is closed. Prisma returns its connection even if
 * `ROLLBACK` got no answer; the next statements on it would join that transaction and be lost.
 */
function closeUnlessIdle(client: pg.PoolClient, release: pg.PoolClient['release']): typeof release {
  return (discard) => release(discard || client.getTransactionStatus() !== 'I');
}

/** Creates the pool of a process, which Prisma, the queue and the session store share. */
export function createPool(databaseUrl: string, applicationName: string, size: number): pg.Pool {
  return new ShrinkingPool({
    ...connectionConfig(databaseUrl, servingPurpose(applicationName)),
    max: size,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    // Covers a server that stops responding, which statement_timeout cannot.
    query_timeout: 2 * STATEMENT_TIMEOUT_MS,
  });
}

/** The time limit of a readiness check, in milliseconds. */
const CHECK_TIMEOUT_MS = 2_000;
const CLOSE_TIMEOUT_MS = 4_000;

/**
 * Fails if the database is read-only or its disk is full: the rows exceed `work_mem` and spill to a temporary file.
 * No table is touched, so there is nothing to vacuum and no lock to wait for.
 */
const CHECK_WRITABLE = `DO $$ BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE SQLSTATE '25006' USING MESSAGE = 'the database is read-only';
  END IF;
  SET LOCAL work_mem = '64kB';
  PERFORM count(*) FROM generate_series(1, 4000);
END $$`;

/** The open database of a process: one pool, and Prisma on top of it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  /** Uses the connections of the pool. */
  readonly prisma: PrismaClient;
  private currentCheck: Promise<void> | undefined;

  /** @param schema the schema of the tables, which is the search path of the pool's connections */
  constructor(
    readonly pool: pg.Pool,
    private readonly schema = 'public',
  ) {
    // The pool replaces an idle connection that breaks. Without a listener Node would exit.
    pool.on('error', () => undefined);
    this.prisma = new PrismaClient({
      adapter: new PrismaPg(pool, { schema }),
      // Other formats print the arguments of a rejected call.
      errorFormat: 'minimal',
      // A transaction may take as long as two statements.
      transactionOptions: { maxWait: CONNECTION_TIMEOUT_MS, timeout: 2 * STATEMENT_TIMEOUT_MS },
    });
  }

  /** The schema of the queue's tables. */
  get queueSchema(): string {
    return queueSchemaOf(this.schema);
  }

  /** Counts the connections in use, their maximum, and the statements waiting for one. */
  get connections(): { readonly used: number; readonly most: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { used: totalCount - idleCount, most: options.max, waiting: waitingCount };
  }

  /**
   * Checks within 2 s that PostgreSQL answers and can be written to. Concurrent callers share one check.
   *
   * @throws {Error} it does not; the message says why
   */
  check(): Promise<void> {
    this.currentCheck ??= withTimeout(CHECK_TIMEOUT_MS, this.pool.query(CHECK_WRITABLE)).finally(
      () => (this.currentCheck = undefined),
    );
    return this.currentCheck;
  }

  /** Closes the connections. Gives up after 4 s, since an unresponsive server never closes its end. */
  async onApplicationShutdown(): Promise<void> {
    const closed = this.prisma.$disconnect().then(() => this.pool.end());
    await withTimeout(CLOSE_TIMEOUT_MS, closed).catch(() => undefined);
  }
}

async function withTimeout(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  const timeout = delay(milliseconds, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`No answer within ${milliseconds / 1_000} s.`);
  });
  await Promise.race([work, timeout]).finally(() => settled.abort());
}
