import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { InsertOptions, PgBoss } from 'pg-boss';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { claimDue, isAnyoneDue } from './claim-due.js';
import { forgetJobs } from './forget-jobs.js';
import { startBoss, SNAPSHOT_QUEUE } from './queue-boss.js';
import { type SnapshotHandler, SnapshotWork } from './snapshot-work.js';

/** PostgreSQL itself gives up on a process that has gone silent in the midst of it, and lets go of the rows. */
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '10s'";

/** How full the queue is. */
export interface QueueDepth {
  /** Jobs that wait. */
  readonly queued: number;
  /** Jobs being worked on. */
  readonly active: number;
  /** For how long the oldest has waited, in seconds; 0 when none waits. */
  readonly oldestSeconds: number;
}

/**
 * The queue of listeners whose snapshots are to be taken, shared by all processes. It starts by itself when it is first
 * used; only a process that calls {@link work} takes jobs and watches over those of dead workers.
 */
@Injectable()
export class SnapshotQueue implements OnModuleDestroy, OnApplicationShutdown {
  private started: Promise<PgBoss> | undefined;
  private readonly works: SnapshotWork[] = [];

  constructor(private readonly database: Database) {}

  /**
   * Queues listeners; one who waits or is being worked on already is not queued twice.
   *
   * @param urgent before all others, and although snapshots are paused: the listener has asked for it
   */
  async enqueue(listenerIds: readonly number[], { urgent = false } = {}): Promise<void> {
    if (listenerIds.length > 0) await insertJobs(await this.boss(), listenerIds, urgent);
  }

  /**
   * Queues the listeners who have been due longest, `most` of them, each by one tick only. Who is taken to be queued is
   * queued: both happen, or neither.
   *
   * @returns how many
   */
  async enqueueDue(most: number): Promise<number> {
    const boss = await this.boss();
    // Most ticks find nobody: they need no transaction.
    if (!(await isAnyoneDue(this.database.pool))) return 0;
    return inTransaction(this.database.pool, BEGIN, async (client) => {
      const due = await claimDue(client, most);
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
      if (due.length > 0) await insertJobs(boss, due, false, { db });
      return due.length;
    });
  }

  /** Whether a listener waits in the queue or is being worked on. */
  async isPending(listenerId: number): Promise<boolean> {
    const { rows } = await this.database.pool.query<{ pending: boolean }>(
      `SELECT EXISTS (
         SELECT FROM ${this.database.queueSchema}.job
         WHERE name = $1 AND coalesce(singleton_key, '') = $2 AND policy = 'exclusive' AND state <= 'active'
       ) AS pending`,
      [SNAPSHOT_QUEUE, String(listenerId)],
    );
    return rows[0]?.pending ?? false;
  }

  /** Removes every job of a listener who has left, should one be there again. */
  forget(listenerId: number): Promise<void> {
    return forgetJobs(this.database.pool, this.database.queueSchema, listenerId);
  }

  async depth(): Promise<QueueDepth> {
    const { rows } = await this.database.pool.query<QueueDepth>(
      `SELECT (count(*) FILTER (WHERE state < 'active'))::int AS queued,
              (count(*) FILTER (WHERE state = 'active'))::int AS active,
              greatest(0, coalesce(extract(epoch FROM ${this.database.queueSchema}.job_now() - min(start_after) FILTER (WHERE state < 'active')), 0))::float8
                AS "oldestSeconds"
       FROM ${this.database.queueSchema}.job WHERE name = $1 AND state <= 'active'`,
      [SNAPSHOT_QUEUE],
    );
    return rows[0] ?? { queued: 0, active: 0, oldestSeconds: 0 };
  }

  /**
   * Takes jobs from now on, `concurrency` at a time, until {@link stop}. A handler that throws has its job done again,
   * later; so has one whose process dies. Handlers have to bear being called twice for one job.
   */
  work(handler: SnapshotHandler, concurrency: number): void {
    this.works.push(new SnapshotWork(() => this.boss(), handler, concurrency));
  }

  /** Takes nothing new, and waits until what is in hand is finished, or given back: 25 s at most. */
  async stop(): Promise<void> {
    await Promise.all(this.works.splice(0).map((work) => work.stop()));
  }

  /** Before anything else of the process is closed. */
  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    const boss = await this.started?.catch(() => undefined);
    await boss?.stop({ close: false, graceful: false });
  }

  /** Started once; where that fails, the next caller tries again. */
  private boss(): Promise<PgBoss> {
    this.started ??= startBoss(this.database).catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }
}

async function insertJobs(
  boss: PgBoss,
  listenerIds: readonly number[],
  urgent: boolean,
  options?: InsertOptions,
): Promise<void> {
  const jobs = listenerIds.map((listenerId) => ({
    singletonKey: String(listenerId),
    data: { listenerId, urgent },
    priority: urgent ? 1 : 0,
  }));
  await boss.insert(SNAPSHOT_QUEUE, jobs, options);
}
