import type { Queryable } from '../connection/transaction.js';
import { SNAPSHOT_QUEUE } from './queue-boss.js';

/** Removes every job of a listener, finished ones and those being worked on included. */
export async function forgetJobs(client: Queryable, queueSchema: string, listenerId: number): Promise<void> {
  await client.query(`DELETE FROM ${queueSchema}.job WHERE name = $1 AND singleton_key = $2`, [
    SNAPSHOT_QUEUE,
    String(listenerId),
  ]);
}
