import DataLoader from 'dataloader';
import type pg from 'pg';
import { z } from 'zod';
import type { Prisma } from '../generated/client.js';
import { sqlStateOf } from './error-codes.js';

/** Runs statements: the pool, or one connection within a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Runs a raw SQL statement and checks each row against `row`. Only for the statements that ARCHITECTURE.md lists;
 * everything else goes through Prisma.
 *
 * @throws {z.ZodError} a row has another shape
 */
export async function queryRows<Row extends z.ZodType>(
  database: Queryable,
  row: Row,
  statement: string | pg.QueryConfig,
  values?: unknown[],
): Promise<z.output<Row>[]> {
  const { rows }: pg.QueryResult<Record<string, unknown>> = await database.query(statement, values);
  return rows.map((one) => row.parse(one));
}

const clockRows = z.tuple([z.object({ now: z.date() })]);

/** Reads PostgreSQL's clock, the source of every stored time. Precise to the millisecond. */
export async function readClock(client: Pick<Prisma.TransactionClient, '$queryRaw'>): Promise<Date> {
  const [{ now }] = clockRows.parse(await client.$queryRaw`SELECT clock_now() AS now`);
  return now;
}

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
  // Without a listener Node would exit if the connection broke between two statements.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let reusable = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    reusable = true;
    return result;
  } catch (error) {
    reusable = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(!reusable);
  }
}

/**
 * Discards the connection's cached plans. Call it before a statement that checks a foreign key for thousands of rows:
 * the plan of that check is cached, and one made for a small table reads the whole table for each row.
 */
export async function discardPlans(client: Queryable): Promise<void> {
  await client.query('DISCARD PLANS');
}

/**
 * Keeps the rest of the transaction from nested loops. Call it before joining tables that the transaction fills: if a vacuum
 * saw them empty, PostgreSQL expects no rows however many there are, and reads one table for each row of the other.
 */
export async function avoidNestedLoops(client: Queryable): Promise<void> {
  await client.query('SET LOCAL enable_nestloop = off');
}

/** SQLSTATE classes that blame values: data exceptions, integrity constraints, program limits. */
const DATA_ERRORS = /^(22|23|54)/;

/**
 * Combines the loads of one turn of the event loop into one statement. Nothing is cached.
 *
 * If PostgreSQL rejects a value, every key is loaded alone, so that only the load of that value fails.
 *
 * @param loadAll returns one value per key, in order; keys can repeat
 * @param options.inTurn whether a statement starts only after the last one has ended, so that all loads in between share
 *   it. For short statements of the most frequent requests, since a slow one delays the next
 * @param options.delayMs how long the first load waits for others; by default until the end of the turn
 */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { maxBatchSize = Infinity, delayMs = 0, inTurn = false } = {},
): DataLoader<Key, Value> {
  let last: Promise<unknown> = Promise.resolve();
  const loadEach = async (keys: readonly Key[]): Promise<(Value | Error)[]> => {
    const values: (Value | Error)[] = [];
    for (const key of keys) {
      values.push(...(await loadAll([key]).catch((error: unknown) => [toError(error)])));
    }
    return values;
  };
  const loadBatch = (keys: readonly Key[]): Promise<readonly (Value | Error)[]> =>
    loadAll(keys).catch((error: unknown) => {
      if (keys.length > 1 && DATA_ERRORS.test(sqlStateOf(error) ?? '')) return loadEach(keys);
      throw error;
    });
  const schedule = (run: () => void): void =>
    void (delayMs > 0 ? setTimeout(run, delayMs) : setImmediate(run));
  return new DataLoader<Key, Value>(
    (keys) => {
      const values = loadBatch(keys);
      last = values.catch(() => undefined);
      return values;
    },
    {
      cache: false,
      maxBatchSize,
      batchScheduleFn: (run) => (inTurn ? void last.then(() => schedule(run)) : schedule(run)),
    },
  );
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A statement failed.', { cause: error });
}
