import { Client } from 'pg';
import type { Instance } from '../support/index.js';

/** Runs `work` while another transaction holds the locks of `statement`. */
export async function whileHeld<T>(
  instance: Instance,
  statement: string,
  work: () => Promise<T>,
): Promise<T> {
  const holder = new Client({ connectionString: instance.database.url });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(statement);
    return await work();
  } finally {
    await holder.end();
  }
}
