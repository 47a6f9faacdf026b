import { Logger } from '@nestjs/common';
import type { PgBoss, QueueOptions, QueuePolicy } from 'pg-boss';
import { connectionConfig, MIGRATING, queueSchemaOf, schemaOf } from '../connection/connection-config.js';
import type { Database } from '../connection/database.js';

/** The only queue. Each job takes the snapshots of one listener. */
export const SNAPSHOT_QUEUE = 'snapshots';

/** How often one of the processes looks for jobs of dead workers, in seconds. */
const SUPERVISE_SECONDS = 4;

/** A job is retried after this long without a heartbeat, in seconds. */
const HEARTBEAT_SECONDS = 10;

/** At most one job per listener (the singleton key) is queued or active. */
const SNAPSHOT_QUEUE_POLICY: QueuePolicy = 'exclusive';

const SNAPSHOT_QUEUE_OPTIONS: QueueOptions = {
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

/**
 * Starts pg-boss on the pool of the process. The migration job installs and upgrades its tables.
 *
 * @param supervise whether this process also retries jobs of dead workers
 */
export async function startBoss({ pool, queueSchema }: Database, supervise: boolean): Promise<PgBoss> {
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

/** Creates or upgrades pg-boss's tables, in their own schema, and the queue. Safe to repeat. */
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
    await boss.createQueue(SNAPSHOT_QUEUE, { policy: SNAPSHOT_QUEUE_POLICY, ...SNAPSHOT_QUEUE_OPTIONS });
    await boss.updateQueue(SNAPSHOT_QUEUE, SNAPSHOT_QUEUE_OPTIONS);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors[0]) throw errors[0];
}
