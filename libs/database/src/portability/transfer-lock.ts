import { z } from 'zod';
import { type Queryable, queryRows } from '../connection/statements.js';
import { TransferInProgressError } from '../errors.js';

/** Arbitrary first keys of the advisory locks. The second is the listener's id. */
const LOCKS = { export: 0x68646c01, import: 0x68646c02 } as const;

const lockRow = z.object({ acquired: z.boolean() });

/**
 * Takes the listener's lock for exports or for imports until the transaction ends. One export and one import can run at
 * a time, across all processes.
 *
 * @throws {TransferInProgressError} another transaction holds the lock
 */
export async function lockTransfer(
  client: Queryable,
  kind: keyof typeof LOCKS,
  listenerId: number,
): Promise<void> {
  const statement = 'SELECT pg_try_advisory_xact_lock($1::int, $2::int) AS acquired';
  const [lock] = await queryRows(client, lockRow, statement, [LOCKS[kind], listenerId]);
  if (lock?.acquired !== true) throw new TransferInProgressError(kind);
}
