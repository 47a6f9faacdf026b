import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../generated/client.js';
import { queueSchemaOf } from './connection-config.js';
import { CONNECTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from './pool.js';

/** The time limit of a readiness check, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;
const CLOSED_WITHIN_MS = 4_000;

/**
 * Fails if the database cannot be written to. The rows exceed `work_mem` and spill to a temporary file, which fails on
 * a full disk. No table is touched, so there is nothing to vacuum and no lock to wait for.
 */
const WRITE = `DO $$ BEGIN
  IF current_setting('transaction_read_only')::boolean THEN
    RAISE SQLSTATE '25006' USING MESSAGE = 'the database is read-only';
  END IF;
  SET LOCAL work_mem = '64kB';
  PERFORM count(*) FROM generate_series(1, 4000);
END $$`;

/** The open database, for the repositories of this room: one pool that this process shares, and Prisma over it. */
@Injectable()
export class Database implements OnApplicationShutdown {
  /** Prisma's client, on the connections of the pool. */
  readonly prisma: PrismaClient;
  /** The check that is under way. */
  private probe: Promise<void> | undefined;

  /** @param schema of our tables, which the connections of the pool have as their search path */
  constructor(
    readonly pool: pg.Pool,
    private readonly schema = 'public',
  ) {
    // The pool replaces an idle connection that breaks. Without a listener Node would end the process.
    pool.on('error', () => undefined);
    this.prisma = new PrismaClient({
      adapter: new PrismaPg(pool, { schema }),
      // Other formats print the arguments of a call that Prisma rejects.
      errorFormat: 'minimal',
      // A transaction waits for a connection as long as a statement does, and may take as long as two statements.
      transactionOptions: { maxWait: CONNECTION_TIMEOUT_MS, timeout: 2 * STATEMENT_TIMEOUT_MS },
    });
  }

  /** The schema of the queue's tables. */
  get queueSchema(): string {
    return queueSchemaOf(this.schema);
  }

  /** How many connections are at work, how many there may be, and how many statements wait for one. */
  get connections(): { readonly used: number; readonly most: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount, options } = this.pool;
    return { used: totalCount - idleCount, most: options.max, waiting: waitingCount };
  }

  /**
   * Checks that PostgreSQL answers and can be written to, within 2 s. Callers at the same time share one check.
   *
   * @throws {Error} saying why not
   */
  check(): Promise<void> {
    this.probe ??= within(ANSWER_WITHIN_MS, this.pool.query(WRITE)).finally(() => (this.probe = undefined));
    return this.probe;
  }

  /** Closes the connections: within 4 s, for one that has gone silent never says goodbye. */
  async onApplicationShutdown(): Promise<void> {
    const closed = this.prisma.$disconnect().then(() => this.pool.end());
    await within(CLOSED_WITHIN_MS, closed).catch(() => undefined);
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  const late = delay(milliseconds, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`No answer within ${milliseconds / 1_000} s.`);
  });
  await Promise.race([work, late]).finally(() => settled.abort());
}
