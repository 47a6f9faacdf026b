import DataLoader from 'dataloader';
import { sqlStateOf } from './database-away.js';

/** SQLSTATE classes that blame values: data exceptions, integrity constraints, program limits. */
const DATA_ERRORS = /^(22|23|54)/;

/**
 * Combines the loads of one turn of the event loop into one statement. Nothing is cached.
 *
 * If PostgreSQL rejects a value, every key is loaded alone, so that only the load of that value fails.
 *
 * @param loadAll returns one value per key, in order; keys can repeat
 * @param options.delayMs how long the first load waits for others; by default until the end of the turn
 */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { maxBatchSize = Infinity, delayMs = 0 } = {},
): DataLoader<Key, Value> {
  const loadEach = async (keys: readonly Key[]): Promise<(Value | Error)[]> => {
    const values: (Value | Error)[] = [];
    for (const key of keys) {
      values.push(...(await loadAll([key]).catch((error: unknown) => [toError(error)])));
    }
    return values;
  };
  return new DataLoader<Key, Value>(
    (keys) =>
      loadAll(keys).catch((error: unknown) => {
        if (keys.length > 1 && DATA_ERRORS.test(sqlStateOf(error) ?? '')) return loadEach(keys);
        throw error;
      }),
    {
      cache: false,
      maxBatchSize,
      batchScheduleFn: (run) => void (delayMs > 0 ? setTimeout(run, delayMs) : setImmediate(run)),
    },
  );
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('A statement failed.', { cause: error });
}
