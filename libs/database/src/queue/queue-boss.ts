import { Logger } from '@nestjs/common';
import type { PgBoss, QueueOptions, QueuePolicy } from 'pg-boss';
import { connectionConfig, MIGRATING, queueSchemaOf, schemaOf } from '../connection/connection-config.js';
import type { Database } from '../connection/database.js';

/** The one queue of the house: its jobs are listeners whose snapshots are to be taken. */
export const SNAPSHOT_QUEUE = 'snapshots';

/** How often jobs of dead workers are given back, in seconds, over all processes together. */
const SUPERVISE_SECONDS = 4;

/** A job whose worker has been silent for this long, in seconds, is done again. */
const HEARTBEAT_SECONDS = 10;

/** Exclusive: a listener (the singleton key) is in the queue once at most, waiting or being worked on. */
const SNAPSHOT_QUEUE_POLICY: QueuePolicy = 'exclusive';

const SNAPSHOT_QUEUE_OPTIONS: QueueOptions = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // Longer than any job can take: Spotify's answers and the wait for a permit are bounded.
  expireInSeconds: 600,
  // Our own failures, such as a database that is away. What Spotify says is no failure of a job.
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  deleteAfterSeconds: 3_600,
};

/** At most one line about the queue's errors per minute: during an outage every poll fails. */
const LOG_EVERY_MS = 60_000;

/**
 * Starts pg-boss on the pool that this process shares. The migration job installs and upgrades its tables.
 *
 * @param supervise whether this process also looks for jobs whose worker has died
 */
export async function startBoss({ pool, queueSchema }: Database, supervise: boolean): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    // The pool discards a connection on which a statement failed, so no broken transaction returns to it.
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    migrate: false,
    schedule: false,
    supervise,
    registerInstance: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // The backlog as of then decides whether workers fetch without a pause.
    queueCacheIntervalSeconds: SUPERVISE_SECONDS,
    maintenanceIntervalSeconds: 3_600,
  });
  const log = new Logger('queue');
  let loggedAt = Number.NEGATIVE_INFINITY;
  // Without a listener Node would end the process. pg-boss tries again by itself.
  boss.on('error', (error) => {
    if (performance.now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = performance.now();
    log.warn(`The queue is failing and will be tried again: ${error.message}`);
  });
  return boss.start();
}

/** Creates or upgrades the tables of pg-boss, in a schema of their own, and the queue. Safe to repeat. */
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
