import { connectionConfig, MIGRATING, queueSchemaOf, schemaOf } from '../connection/connection-config.js';
import { SNAPSHOT_QUEUE, SNAPSHOT_QUEUE_OPTIONS, SNAPSHOT_QUEUE_POLICY } from './queue-boss.js';

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
