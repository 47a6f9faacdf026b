import type pg from 'pg';

/** What statements are sent to: one connection within a transaction, or the pool. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Does work on one connection in one transaction: all of it is kept, or nothing. A connection that can no longer be
 * trusted is closed and not used again.
 *
 * @param begin with which the transaction begins, such as `BEGIN`
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // One that breaks while nothing is asked of it says so here, and at the next statement; without a listener Node
  // would end the process.
  const broken = (): void => undefined;
  client.on('error', broken);
  let fit = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    fit = true;
    return result;
  } catch (error) {
    fit = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    client.off('error', broken);
    client.release(!fit);
  }
}
