import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { InsertOptions, Job, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { inTransaction, type Queryable } from '../connection/transaction.js';
import { startBoss, SNAPSHOT_QUEUE } from './queue-boss.js';

/** A tick that dies in the midst of queueing must not hold the rows: PostgreSQL ends its transaction. */
const BEGIN = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '10s'";

/** After this long a tick queues a listener again who was queued and whose turn has not come. */
const REQUEUE_MINUTES = 10;

const queueDepth = z.object({
  /** Jobs that wait. */
  queued: z.int(),
  /** Jobs being worked on. */
  active: z.int(),
  /** For how long the oldest has waited, in seconds; 0 when none waits. */
  oldestSeconds: z.number(),
});

/** How full the queue is. */
export type QueueDepth = Readonly<z.output<typeof queueDepth>>;

const snapshotJobData = z.object({
  listenerId: z.int(),
  /** The listener asked for it; it does not come from the schedule. */
  urgent: z.boolean(),
});

/** What is in a job: whose snapshots to take. */
export type SnapshotJobData = Readonly<z.output<typeof snapshotJobData>>;

/** Does one job; `stopping` is aborted when the process is about to end. */
export type SnapshotHandler = (data: SnapshotJobData, stopping: AbortSignal) => Promise<void>;

/** Jobs not finished by then are given back, in milliseconds; a supervisor waits 30 s. */
const STOP_WITHIN_MS = 25_000;

/** The queue of listeners whose snapshots are due, shared by all processes. It starts when it is first used. */
@Injectable()
export class SnapshotQueue implements OnModuleDestroy {
  private readonly log = new Logger('queue');
  private readonly stopping = new AbortController();
  private started: Promise<PgBoss> | undefined;

  /** @param supervises whether this process also looks for jobs of dead workers; those that work should */
  constructor(
    private readonly database: Database,
    private readonly supervises: boolean,
  ) {}

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
    const { rowCount } = await this.database.pool.query(
      `SELECT
       FROM ${this.database.queueSchema}.job
       WHERE name = $1 AND coalesce(singleton_key, '') = $2 AND policy = 'exclusive' AND state <= 'active'`,
      [SNAPSHOT_QUEUE, String(listenerId)],
    );
    return rowCount !== 0;
  }

  /** Removes every job of a listener who has left, should one be there again. */
  deleteJobs(listenerId: number): Promise<void> {
    return deleteJobs(this.database.pool, this.database.queueSchema, listenerId);
  }

  async depth(): Promise<QueueDepth> {
    const { rows } = await this.database.pool.query(
      `SELECT (count(*) FILTER (WHERE state < 'active'))::int AS queued,
              (count(*) FILTER (WHERE state = 'active'))::int AS active,
              greatest(0, coalesce(extract(epoch FROM ${this.database.queueSchema}.job_now() - min(start_after) FILTER (WHERE state < 'active')), 0))::float8
                AS "oldestSeconds"
       FROM ${this.database.queueSchema}.job WHERE name = $1 AND state <= 'active'`,
      [SNAPSHOT_QUEUE],
    );
    return queueDepth.parse(rows[0]);
  }

  /**
   * Takes jobs from now on, `concurrency` at a time. A job whose handler throws, or whose process dies, is done again;
   * handlers have to bear being called twice for one job.
   */
  async work(handler: SnapshotHandler, concurrency: number): Promise<void> {
    const boss = await this.boss();
    const options = {
      localConcurrency: concurrency,
      pollingIntervalSeconds: 1,
      heartbeatRefreshSeconds: 3,
      // With a backlog the next job is fetched at once.
      burstWhenReadyExceeds: concurrency,
      includeMetadata: true,
    } as const;
    await boss.work<object>(SNAPSHOT_QUEUE, options, async ([job]) => {
      if (!job) return;
      try {
        await handler(snapshotJobData.parse(job.data), this.stopping.signal);
      } catch (error) {
        this.log.warn(`${describe(job)} failed at attempt ${job.retryCount + 1}: ${String(error)}`);
        throw error;
      }
    });
  }

  /** Takes nothing new and waits for the jobs in hand, 25 s at most; what is left is given back to the queue. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    const boss = await this.started?.catch(() => undefined);
    await boss?.stop({ close: false, graceful: true, timeout: STOP_WITHIN_MS });
  }

  /** Starts pg-boss once; after a failure the next caller tries again. */
  private boss(): Promise<PgBoss> {
    this.started ??= startBoss(this.database, this.supervises).catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }
}

function describe({ data }: Job<object>): string {
  return `Job ${JSON.stringify(data)}`;
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

/** The listeners who have been due longest by PostgreSQL's clock, `most` of them, each to one tick only. */
async function claimDue(client: Queryable, most: number): Promise<number[]> {
  const { rows } = await client.query(
    `UPDATE snapshot_schedule SET look_at = clock_now() + make_interval(mins => $1)
     WHERE listener_id = ANY (ARRAY(
       SELECT listener_id FROM snapshot_schedule WHERE look_at <= clock_now()
       ORDER BY look_at LIMIT $2 FOR UPDATE SKIP LOCKED))
     RETURNING listener_id`,
    [REQUEUE_MINUTES, most],
  );
  return z
    .array(z.object({ listener_id: z.int() }))
    .parse(rows)
    .map((row) => row.listener_id);
}

/** Whether a tick would find somebody. */
async function isAnyoneDue(database: Queryable): Promise<boolean> {
  const { rowCount } = await database.query(
    'SELECT FROM snapshot_schedule WHERE look_at <= clock_now() LIMIT 1',
  );
  return rowCount !== 0;
}

/** Deletes every job of a listener, finished ones and those being worked on included. */
export async function deleteJobs(client: Queryable, queueSchema: string, listenerId: number): Promise<void> {
  await client.query(`DELETE FROM ${queueSchema}.job WHERE name = $1 AND singleton_key = $2`, [
    SNAPSHOT_QUEUE,
    String(listenerId),
  ]);
}
