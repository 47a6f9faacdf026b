import pg from 'pg';
import { connectionConfig } from './connection-config.js';

/** No statement runs longer than this, in milliseconds. */
export const STATEMENT_TIMEOUT_MS = 5_000;
/** How long a query waits for a free connection, or for a server that does not answer, in milliseconds. */
export const CONNECTION_TIMEOUT_MS = 5_000;

/** SQLSTATE: the server, the database or the role has as many connections as it may have. */
const TOO_MANY_CONNECTIONS = '53300';
const ASK_AGAIN_MS = 100;
/** After this long without such a refusal, in milliseconds, the pool may grow again. */
const GROW_AGAIN_MS = 10_000;

/** The connection purpose of API and worker. */
export function servingPurpose(applicationName: string) {
  return { applicationName, statementTimeout: `${STATEMENT_TIMEOUT_MS / 1_000}s` };
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (discard?: boolean | Error) => void,
) => void;

/**
 * A pool that shrinks if the server allows no more connections: callers wait for an open one instead of failing, as
 * they would with `pg.Pool`.
 */
class ModestPool extends pg.Pool {
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
      if (!refused || performance.now() + ASK_AGAIN_MS > limit)
        return connected(error, client, client?.release ?? release);
      this.refusedAt = performance.now();
      this.options.max = Math.max(1, this.totalCount);
      // With an open connection the pool queues this request. Without one it can only retry.
      if (this.totalCount > 0) this.attempt(connected, limit);
      else setTimeout(() => this.attempt(connected, limit), ASK_AGAIN_MS);
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

/** The connections of one process, shared by Prisma, the queue and the session store. */
export function createPool(databaseUrl: string, applicationName: string, size: number): pg.Pool {
  return new ModestPool({
    ...connectionConfig(databaseUrl, servingPurpose(applicationName)),
    max: size,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    // Catches what statement_timeout cannot: a server that has gone silent.
    query_timeout: 2 * STATEMENT_TIMEOUT_MS,
  });
}
