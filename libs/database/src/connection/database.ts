import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import type { PrismaClient } from '../generated/client.js';
import { CONNECTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from './pool.js';
import { statement } from './statement.js';

/** Whoever asks whether a process is ready does not wait for long: this much, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;
const CLOSED_WITHIN_MS = 4_000;

/** The open database, for the repositories of this room: one pool that this process shares, and Prisma over it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private client: Promise<PrismaClient> | undefined;

  constructor(readonly pool: pg.Pool) {
    // An idle connection that breaks is replaced by the pool, and one that is being closed may hear of the
    // server's end before its own; without a listener Node would end the process.
    pool.on('error', () => undefined);
  }

  /**
   * Prisma's client on the same connections, loaded when it is first used: its query compiler takes 12 MB, which
   * processes that serve do without. For commands that somebody runs now and then.
   */
  prisma(): Promise<PrismaClient> {
    return (this.client ??= openPrisma(this.pool));
  }

  /** How many connections are at work, how many there may be, and how many statements wait for one. */
  get connections(): { readonly used: number; readonly most: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { used: totalCount - idleCount, most: options.max, waiting: waitingCount };
  }

  /**
   * The rows of one statement, written as a template literal whose values are sent beside it. It goes straight to the
   * driver.
   */
  async sql<Rows extends readonly unknown[]>(
    parts: TemplateStringsArray,
    ...values: readonly unknown[]
  ): Promise<Rows> {
    const { rows } = await this.pool.query<Rows[number] & pg.QueryResultRow>(statement(parts, values));
    return rows as readonly unknown[] as Rows;
  }

  /** Whether PostgreSQL answers now: within 2 s, for one that has gone silent is as good as none. */
  answers(): Promise<boolean> {
    return succeeds(this.pool.query('SELECT 1'), ANSWER_WITHIN_MS);
  }

  /** Closes the connections: within 4 s, for one that has gone silent never says goodbye. */
  async onApplicationShutdown(): Promise<void> {
    await succeeds(
      Promise.resolve(this.client)
        .then((client) => client?.$disconnect())
        .then(() => this.pool.end()),
      CLOSED_WITHIN_MS,
    );
  }
}

async function openPrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaClient }, { PrismaPg }] = await Promise.all([
    import('../generated/client.js'),
    import('@prisma/adapter-pg'),
  ]);
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    // A transaction waits for its connection as long as a statement does, and lasts no longer than two of them may.
    transactionOptions: { maxWait: CONNECTION_TIMEOUT_MS, timeout: 2 * STATEMENT_TIMEOUT_MS },
  });
}

async function succeeds(work: Promise<unknown>, withinMs: number): Promise<boolean> {
  const settled = new AbortController();
  const late = delay(withinMs, false, { signal: settled.signal }).catch(() => false);
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => settled.abort());
}
