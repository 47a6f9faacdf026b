import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { InsertOptions, Job, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { inTransaction } from '../connection/transaction.js';
import { claimDue, isAnyoneDue } from './claim-due.js';
import { forgetJobs } from './forget-jobs.js';
import { startBoss, SNAPSHOT_QUEUE } from './queue-boss.js';

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

const snapshotJobData = z.object({
  listenerId: z.int(),
  /** The listener asked for it; it does not come from the schedule. */
  urgent: z.boolean(),
});

/** What a job says: whose snapshots to take. */
export type SnapshotJobData = Readonly<z.output<typeof snapshotJobData>>;

/** Does one job; `stopping` is aborted when the process is about to end. */
export type SnapshotHandler = (data: SnapshotJobData, stopping: AbortSignal) => Promise<void>;

/** Jobs not finished by then are given back, in milliseconds; a supervisor waits 30 s. */
const STOP_WITHIN_MS = 25_000;

/**
 * The queue of listeners whose snapshots are due, shared by all processes. It starts when it is first used.
 */
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
