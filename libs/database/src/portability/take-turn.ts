import { z } from 'zod';
import { queryRows } from '../connection/query-rows.js';
import type { Queryable } from '../connection/transaction.js';
import { AlreadyUnderWayError } from '../errors.js';

/** Arbitrary numbers that keep our advisory locks apart. */
const LOCKS = { export: 0x68646c01, import: 0x68646c02 } as const;

const lockRow = z.object({ taken: z.boolean() });

/**
 * Makes the transaction the only one of its kind for the listener, in all processes, until it ends.
 *
 * @throws {AlreadyUnderWayError} if there is another one
 */
export async function takeTurn(
  client: Queryable,
  what: keyof typeof LOCKS,
  listenerId: number,
): Promise<void> {
  const [lock] = await queryRows(
    client,
    lockRow,
    'SELECT pg_try_advisory_xact_lock($1::int, $2::int) AS taken',
    [LOCKS[what], listenerId],
  );
  if (lock?.taken !== true) throw new AlreadyUnderWayError(what);
}
