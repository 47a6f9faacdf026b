import { statement } from '../connection/statement.js';
import type { Queryable } from '../connection/transaction.js';

/** After this long a tick queues a listener again who was queued and whose turn has not come. */
const LOOK_AGAIN_MINUTES = 10;

/** The listeners who have been due longest by PostgreSQL's clock, `most` of them, each to one tick only. */
export async function claimDue(client: Queryable, most: number): Promise<number[]> {
  const sql = (parts: TemplateStringsArray, ...values: unknown[]) => statement(parts, values);
  const { rows } = await client.query<{ listener_id: number }>(sql`
      UPDATE snapshot_schedule SET look_at = clock_now() + make_interval(mins => ${LOOK_AGAIN_MINUTES})
      WHERE listener_id = ANY (ARRAY(
        SELECT listener_id FROM snapshot_schedule WHERE look_at <= clock_now()
        ORDER BY look_at LIMIT ${most} FOR UPDATE SKIP LOCKED))
      RETURNING listener_id`);
  return rows.map((row) => row.listener_id);
}

/** Whether a tick would find somebody. */
export async function isAnyoneDue(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ due: boolean }>(
    'SELECT EXISTS (SELECT FROM snapshot_schedule WHERE look_at <= clock_now()) AS due',
  );
  return rows[0]?.due ?? false;
}
