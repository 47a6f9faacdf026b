import { Injectable } from '@nestjs/common';
import type { InsertOptions, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable, queryRows } from '../connection/statements.js';
import { ARTIST_LINK_QUEUE, QueueBoss, SNAPSHOT_QUEUE } from './queue-boss.js';

/** PostgreSQL ends the transaction of a tick that dies, so that its rows do not stay locked. */
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '10s'";

/** After this long, a tick queues a listener again whose job has not run. */
const REQUEUE_MINUTES = 10;

const queueDepth = z.object({
  /** The number of waiting jobs. */
  queued: z.int(),
  active: z.int(),
  /** How long the oldest waiting job has waited, in seconds; 0 if none waits. */
  oldestSeconds: z.number(),
});

/** The number of jobs in the queue. */
export type QueueDepth = Readonly<z.output<typeof queueDepth>>;

const snapshotJobData = z.object({
  listenerId: z.int(),
  /** Whether the listener requested it, instead of the schedule. */
  urgent: z.boolean(),
});

/** The data of a job: whose snapshots to take. */
export type SnapshotJobData = Readonly<z.output<typeof snapshotJobData>>;

/** Runs one job. `stopping` aborts when the process is about to exit. */
export type SnapshotHandler = (data: SnapshotJobData, stopping: AbortSignal) => Promise<void>;

/** The queue of due listeners, which all processes share. */
@Injectable()
export class SnapshotQueue {
  constructor(
    private readonly database: Database,
    private readonly boss: QueueBoss,
  ) {}

  /**
   * Queues listeners who have no job yet.
   *
   * @param urgent puts them before all others and ignores pauses, because the listener requested it
   */
  async enqueue(listenerIds: readonly number[], { urgent = false } = {}): Promise<void> {
    if (listenerIds.length > 0) await insertJobs(await this.boss.get(), listenerIds, urgent);
  }

  /**
   * Claims and queues, in one transaction, up to `most` listeners who have been due longest. Concurrent ticks claim
   * different listeners.
   *
   * @returns how many it queued
   */
  async enqueueDue(most: number): Promise<number> {
    const boss = await this.boss.get();
    // Most ticks find no one due and need no transaction.
    if (!(await isAnyListenerDue(this.database.pool))) return 0;
    return inTransaction(this.database.pool, BEGIN, async (client) => {
      const due = await claimDue(client, most);
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
      if (due.length > 0) await insertJobs(boss, due, false, { db });
      return due.length;
    });
  }

  /** Whether a listener has a waiting or active job. */
  async isPending(listenerId: number): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `SELECT
       FROM ${this.database.queueSchema}.job
       WHERE name = $1 AND coalesce(singleton_key, '') = $2 AND policy = 'exclusive' AND state <= 'active'`,
      [SNAPSHOT_QUEUE, String(listenerId)],
    );
    return rowCount !== 0;
  }

  /** Deletes every job of a listener, such as one queued during the deletion of the account. */
  deleteJobs(listenerId: number): Promise<void> {
    return deleteJobs(this.database.pool, this.database.queueSchema, listenerId);
  }

  /** Counts the jobs. */
  async depth(): Promise<QueueDepth> {
    const [depth] = await queryRows(
      this.database.pool,
      queueDepth,
      `SELECT (count(*) FILTER (WHERE state < 'active'))::int AS queued,
              (count(*) FILTER (WHERE state = 'active'))::int AS active,
              greatest(0, coalesce(extract(epoch FROM ${this.database.queueSchema}.job_now() - min(start_after) FILTER (WHERE state < 'active')), 0))::float8
                AS "oldestSeconds"
       FROM ${this.database.queueSchema}.job WHERE name = $1 AND state <= 'active'`,
      [SNAPSHOT_QUEUE],
    );
    return depth ?? { queued: 0, active: 0, oldestSeconds: 0 };
  }

  /**
   * Starts running jobs, `concurrency` at a time. A job is retried if its handler throws or its process dies, so
   * handlers must be idempotent.
   */
  work(handler: SnapshotHandler, concurrency: number): Promise<void> {
    return this.boss.work(SNAPSHOT_QUEUE, { data: snapshotJobData, handler, concurrency, pollSeconds: 1 });
  }
}

async function insertJobs(
  boss: PgBoss,
  listenerIds: readonly number[],
  urgent: boolean,
  options?: InsertOptions,
): Promise<void> {
  // In one order, so that processes which queue the same listeners do not deadlock.
  const sorted = listenerIds.toSorted((one, other) => one - other);
  const jobs = sorted.map((listenerId) => ({
    singletonKey: String(listenerId),
    data: { listenerId, urgent },
    priority: urgent ? 1 : 0,
  }));
  await boss.insert(SNAPSHOT_QUEUE, jobs, options);
}

const claimedRow = z.object({ listenerId: z.int() });

/** Claims up to `most` listeners who have been due longest by PostgreSQL's clock. */
async function claimDue(client: Queryable, most: number): Promise<number[]> {
  const rows = await queryRows(
    client,
    claimedRow,
    `UPDATE snapshot_schedule SET claimable_at = clock_now() + make_interval(mins => $1)
     WHERE listener_id = ANY (ARRAY(
       SELECT listener_id FROM snapshot_schedule WHERE claimable_at <= clock_now()
       ORDER BY claimable_at LIMIT $2 FOR UPDATE SKIP LOCKED))
     RETURNING listener_id AS "listenerId"`,
    [REQUEUE_MINUTES, most],
  );
  return rows.map(({ listenerId }) => listenerId);
}

async function isAnyListenerDue(database: Queryable): Promise<boolean> {
  const { rowCount } = await database.query(
    'SELECT FROM snapshot_schedule WHERE claimable_at <= clock_now() LIMIT 1',
  );
  return rowCount !== 0;
}

/** Deletes every job of a listener in all queues, including finished and active ones. */
export async function deleteJobs(client: Queryable, queueSchema: string, listenerId: number): Promise<void> {
  await client.query(`DELETE FROM ${queueSchema}.job WHERE name = ANY ($1) AND singleton_key = $2`, [
    [SNAPSHOT_QUEUE, ARTIST_LINK_QUEUE],
    String(listenerId),
  ]);
}
