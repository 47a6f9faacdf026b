import { z } from 'zod';
import { artistOfListener } from '../artists/artist-record.js';
import { LONG_TIMEOUT } from '../connection/long-statements.js';
import { type Queryable, queryRows } from '../connection/statements.js';
import { HistoryTooLargeError, TransferInProgressError } from '../errors.js';

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

/** Limits of a history after an import: its artists, and the bytes of their lines in an export. */
const MAX_ARTISTS = 100_000;
const MAX_ARTIST_BYTES = 48 * 1024 * 1024;

/** The bytes of JSON around an artist's id, name and image. */
const LINE_BYTES = 100;

const SIZE = `
  SELECT count(*)::int AS artists,
         coalesce(sum(${LINE_BYTES} + octet_length(to_json(name)::text) + coalesce(octet_length(images -> 0 ->> 'url'), 0)), 0)::float8 AS bytes
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${artistOfListener('own.artist_id', '$1')}`;

const sizeRow = z.object({ artists: z.int(), bytes: z.number() });

/**
 * Checks that a history can be exported and imported again. Ignores snapshots and gaps: the days limit their number.
 *
 * @throws {HistoryTooLargeError}
 */
export async function checkHistorySize(client: Queryable, listenerId: number): Promise<void> {
  const statement = { text: SIZE, values: [listenerId], ...LONG_TIMEOUT };
  const [size] = await queryRows(client, sizeRow, statement);
  if (size && (size.artists > MAX_ARTISTS || size.bytes > MAX_ARTIST_BYTES)) throw new HistoryTooLargeError();
}
