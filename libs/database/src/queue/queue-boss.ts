import { Logger } from '@nestjs/common';
import type { PgBoss, QueueOptions, QueuePolicy } from 'pg-boss';
import type { Database } from '../connection/database.js';

/** The one queue of the house: its jobs are listeners whose snapshots are to be taken. */
export const SNAPSHOT_QUEUE = 'snapshots';

/** How often jobs are looked for whose worker has died, in seconds; over all processes together. */
export const WATCH_SECONDS = 4;

/** Without a sign of life for so long, in seconds, a worker is taken for dead and its job is done again. */
export const HEARTBEAT_SECONDS = 10;

/** Exclusive: a listener (the singleton key) is in the queue once at most, waiting or being worked on. */
export const SNAPSHOT_QUEUE_POLICY: QueuePolicy = 'exclusive';

export const SNAPSHOT_QUEUE_OPTIONS: QueueOptions = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // Longer than any job can take: Spotify's answers and the wait for a place in the budget are bounded.
  expireInSeconds: 600,
  // Our own failures, such as a database that is away. What Spotify says is no failure of a job.
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  deleteAfterSeconds: 3_600,
};

/**
 * pg-boss on the connections that this process shares. It neither installs nor upgrades its tables (the migration
 * job does), keeps no cron of its own, and watches over jobs only where it is told to. The
 * package is loaded here and not before: it takes 8 MB, which an API does without until somebody asks for a snapshot.
 */
export async function startBoss({ pool, queueSchema }: Database): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    // The pool throws away a connection on which a statement failed, so that no broken transaction comes back to it.
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    migrate: false,
    schedule: false,
    supervise: false,
    registerInstance: false,
    monitorIntervalSeconds: WATCH_SECONDS,
    maintenanceIntervalSeconds: 3_600,
  });
  // Without a listener Node would end the process; what failed is tried again by itself.
  boss.on('error', (error) => new Logger('queue').warn(error.message));
  return boss.start();
}
