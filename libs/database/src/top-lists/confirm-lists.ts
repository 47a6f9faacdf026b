import { z } from 'zod';
import { type Queryable, queryRows } from '../connection/statements.js';
import { TimeRange } from '../generated/enums.js';

/** A list that Spotify has returned again, and when it was stored before. */
export interface ConfirmedList {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly fetchedAt: Date;
}

const confirmedRow = z.object({ listenerId: z.int(), range: z.enum(TimeRange), fetchedAt: z.date() });

/** Locks rows in the order of their keys, so that processes which confirm the same lists never deadlock. */
const CONFIRM_LISTS = `
  WITH confirmed AS (
    SELECT listener_id, range
    FROM unnest($1::int[], $2::"TimeRange"[], $3::timestamptz[]) AS list (listener_id, range, fetched_at)
    JOIN top_list USING (listener_id, range, fetched_at)
    ORDER BY listener_id, range FOR UPDATE OF top_list)
  UPDATE top_list SET fetched_at = clock_now() FROM confirmed
  WHERE top_list.listener_id = confirmed.listener_id AND top_list.range = confirmed.range
  RETURNING top_list.listener_id AS "listenerId", top_list.range, fetched_at AS "fetchedAt"`;

/** Updates the times of unchanged lists, the usual case. Null for a list that has been replaced or confirmed since. */
export async function confirmLists(
  database: Queryable,
  lists: readonly ConfirmedList[],
): Promise<(Date | null)[]> {
  const rows = await queryRows(database, confirmedRow, {
    name: 'confirm-lists',
    text: CONFIRM_LISTS,
    values: [
      lists.map(({ listenerId }) => listenerId),
      lists.map(({ range }) => range),
      lists.map(({ fetchedAt }) => fetchedAt),
    ],
  });
  const times = new Map(rows.map((row) => [keyName(row), row.fetchedAt]));
  return lists.map((list) => times.get(keyName(list)) ?? null);
}

/** Names a list. */
export function keyName({ listenerId, range }: Pick<ConfirmedList, 'listenerId' | 'range'>): string {
  return `${listenerId}/${range}`;
}
