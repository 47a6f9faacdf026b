import type { Queryable } from '../connection/transaction.js';
import { AlreadyUnderWayError } from './already-under-way.error.js';

/** What our advisory locks are told apart by; any number will do that nothing else here uses. */
const LOCKS = { export: 0x68646c01, import: 0x68646c02 } as const;

/**
 * Makes the transaction the only one of its kind for the listener, until its end and over all processes.
 *
 * @throws {AlreadyUnderWayError} another one is
 */
export async function takeTurn(
  client: Queryable,
  what: keyof typeof LOCKS,
  listenerId: number,
): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1::int, $2::int) AS taken',
    [LOCKS[what], listenerId],
  );
  if (rows[0]?.taken !== true) throw new AlreadyUnderWayError(what);
}
