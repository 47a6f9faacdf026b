import type pg from 'pg';

/** Takes statements: one connection within a transaction, or the pool. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Runs `work` in a transaction on one connection, for raw SQL. Closes the connection if the rollback fails.
 *
 * @param begin the first statement, such as `BEGIN`
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // Without a listener Node would end the process if the connection broke between two statements.
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
