import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { PgBoss, QueueOptions, QueuePolicy } from 'pg-boss';
import type { z } from 'zod';
import { connectionConfig, MIGRATING, queueSchemaOf, schemaOf } from '../connection/connection-config.js';
import type { Database } from '../connection/database.js';

/** Each job takes the snapshots of one listener. */
export const SNAPSHOT_QUEUE = 'snapshots';

/** Each job links some artists of one listener's listening history. */
export const ARTIST_LINK_QUEUE = 'artist-links';

/** How often one of the processes looks for jobs of dead workers, in seconds. */
const SUPERVISE_SECONDS = 4;

/** A job is retried after this long without a heartbeat, in seconds. */
const HEARTBEAT_SECONDS = 10;

const QUEUE_POLICIES = {
  /** At most one job per listener (the singleton key) is queued or active. */
  [SNAPSHOT_QUEUE]: 'exclusive',
  /** At most one job per listener is active, and at most one is queued, so that a job can queue the next one. */
  [ARTIST_LINK_QUEUE]: 'stately',
} as const satisfies Record<string, QueuePolicy>;

const QUEUE_OPTIONS: QueueOptions = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // Longer than any job, since calls to Spotify and the wait for a permit have time limits.
  expireInSeconds: 600,
  // Retries internal failures, such as a database that is down. Spotify's errors do not fail a job.
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  deleteAfterSeconds: 3_600,
};

/** The shortest time between two logged errors, in milliseconds. During an outage every poll fails. */
const LOG_EVERY_MS = 60_000;

/** The time limit for active jobs at shutdown, in milliseconds. Supervisors wait 30 s. */
const STOP_TIMEOUT_MS = 25_000;

/** Which jobs of a queue to run, and how. */
export interface WorkOptions<Data extends z.ZodType> {
  readonly data: Data;
  /** Runs one job. `stopping` aborts when the process is about to exit. */
  readonly handler: (data: z.output<Data>, stopping: AbortSignal) => Promise<void>;
  /** How many jobs run at a time. */
  readonly concurrency: number;
  readonly pollSeconds: number;
}

/** The queues of the process, on its pool. Starts when it is first used. */
@Injectable()
export class QueueBoss implements OnModuleDestroy {
  private readonly log = new Logger('queue');
  private readonly stopping = new AbortController();
  private started: Promise<PgBoss> | undefined;

  /** @param supervises whether this process also retries jobs of dead workers, as workers should */
  constructor(
    private readonly database: Database,
    private readonly supervises: boolean,
  ) {}

  /** Starts pg-boss once. After a failure the next caller retries. */
  get(): Promise<PgBoss> {
    this.started ??= startBoss(this.database, this.supervises).catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }

  /** Starts running the jobs of a queue. A job is retried if its handler throws or its process dies. */
  async work<Data extends z.ZodType>(
    queue: string,
    { data, handler, ...options }: WorkOptions<Data>,
  ): Promise<void> {
    const boss = await this.get();
    const workOptions = {
      localConcurrency: options.concurrency,
      pollingIntervalSeconds: options.pollSeconds,
      heartbeatRefreshSeconds: 3,
      // Fetches the next job at once while there is a backlog.
      burstWhenReadyExceeds: options.concurrency,
      includeMetadata: true,
    } as const;
    await boss.work<object>(queue, workOptions, async ([job]) => {
      if (!job) return;
      try {
        await handler(data.parse(job.data), this.stopping.signal);
      } catch (error) {
        const attempt = job.retryCount + 1;
        this.log.warn(`Job ${JSON.stringify(job.data)} failed at attempt ${attempt}: ${String(error)}`);
        throw error;
      }
    });
  }

  /** Fetches no new jobs, and waits up to 25 s for active ones. Unfinished jobs return to the queue. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    const boss = await this.started?.catch(() => undefined);
    await boss?.stop({ close: false, graceful: true, timeout: STOP_TIMEOUT_MS });
  }
}

/** The migration job installs and upgrades pg-boss's tables. */
async function startBoss({ pool, queueSchema }: Database, supervise: boolean): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    // The pool closes connections whose transaction is still open.
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    migrate: false,
    schedule: false,
    supervise,
    registerInstance: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // How often the backlog is counted, which decides whether workers fetch without a pause.
    queueCacheIntervalSeconds: SUPERVISE_SECONDS,
    maintenanceIntervalSeconds: 3_600,
  });
  const log = new Logger('queue');
  let loggedAt = Number.NEGATIVE_INFINITY;
  // Without a listener Node would exit. pg-boss retries on its own.
  boss.on('error', (error) => {
    if (performance.now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = performance.now();
    log.warn(`The queue failed and will be retried: ${error.message}`);
  });
  return boss.start();
}

/** Creates or upgrades pg-boss's tables, in their own schema, and the queues. Safe to repeat. */
export async function installQueue(databaseUrl: string): Promise<void> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    ...connectionConfig(databaseUrl, MIGRATING),
    schema: queueSchemaOf(schemaOf(databaseUrl)),
    max: 1,
    schedule: false,
    supervise: false,
    registerInstance: false,
  });
  const errors: Error[] = [];
  boss.on('error', (error) => errors.push(error));
  try {
    await boss.start();
    for (const [name, policy] of Object.entries(QUEUE_POLICIES)) {
      await boss.createQueue(name, { policy, ...QUEUE_OPTIONS });
      await boss.updateQueue(name, QUEUE_OPTIONS);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors[0]) throw errors[0];
}
