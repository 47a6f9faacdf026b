import type { QueryConfig, QueryResult } from 'pg';
import { z } from 'zod';
import type { Prisma } from '../generated/client.js';
import type { Queryable } from './transaction.js';

/**
 * Runs a raw SQL statement and checks each row against `row`. For the statements that ARCHITECTURE.md lists; everything
 * else goes through Prisma.
 *
 * @throws {z.ZodError} if a row has another shape
 */
export async function queryRows<Row extends z.ZodType>(
  database: Queryable,
  row: Row,
  statement: string | QueryConfig,
  values?: unknown[],
): Promise<z.output<Row>[]> {
  const { rows }: QueryResult<Record<string, unknown>> = await database.query(statement, values);
  return rows.map((one) => row.parse(one));
}

const clock = z.tuple([z.object({ now: z.date() })]);

/** Reads PostgreSQL's clock, which decides about every time that is stored. Precise to the millisecond. */
export async function readClock(client: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<Date> {
  const [{ now }] = clock.parse(await client.$queryRaw`SELECT clock_now() AS now`);
  return now;
}
