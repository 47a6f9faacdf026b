import type { QueryResultRow } from 'pg';
import type { Queryable } from '../connection/transaction.js';

/**
 * Reads the rows of a query through a cursor of PostgreSQL's, so many at a time: what has not been asked for is not
 * in memory. For use within a transaction; the cursor ends with it at the latest.
 */
export async function* fetchRows<Row extends QueryResultRow>(
  client: Queryable,
  cursor: {
    readonly name: string;
    readonly query: string;
    readonly values: unknown[];
    readonly rows: number;
  },
): AsyncGenerator<Row> {
  const { name, query, values, rows: wanted } = cursor;
  await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${wanted} FROM ${name}`);
    yield* rows;
    if (rows.length < wanted) break;
  }
  await client.query(`CLOSE ${name}`);
}
