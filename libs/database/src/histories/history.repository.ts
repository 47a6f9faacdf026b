import type { ChartDay, HistoryColumns } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import type { TimeRange } from '../generated/client.js';
import { newestRecordedDay } from '../snapshots/sources.js';
import { packedSnapshots, packRow, unpackHistory } from './packed-history.js';

/** Histories per statement. Ten years of one are 1 MB on the wire. */
const MAX_BATCH = 8;

/** The current state of a history. */
export interface HistoryState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name of the listener's time zone. */
  readonly timezone: string;
  /** The newest day with a snapshot of Spotify's, of any range. */
  readonly newestDay: ChartDay | null;
  /** Changes with every change of the history. Null before the first snapshot. */
  readonly revision: string | null;
  /** The history as of that revision. Null if the caller already has it, or there is none. */
  readonly columns: HistoryColumns | null;
}

interface HistoryKey {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly cachedRevision: string | null;
}

/**
 * Raw: packs histories, and sends only those that the caller does not have. A change of `include_reconstructed` gives the
 * listener's histories new revisions. Without `ORDER BY`, PostgreSQL sends the first rows while it packs the next ones.
 */
const HISTORIES = `
  WITH state AS MATERIALIZED (
    SELECT asked.*, timezone, history_revision.revision,
           ${newestRecordedDay('listener.id')} AS newest_day,
           include_reconstructed
    FROM unnest($1::int[], $2::"TimeRange"[], $3::uuid[]) WITH ORDINALITY AS asked (listener_id, range, cached_revision, ordinal)
    JOIN listener ON listener.id = asked.listener_id
    LEFT JOIN history_revision
      ON history_revision.listener_id = listener.id AND history_revision.range = asked.range)
  SELECT ordinal::int, clock_now() AS now, timezone, revision::text, newest_day AS "newestDay", packed.*
  FROM state LEFT JOIN LATERAL (${packedSnapshots(`
    snapshot.listener_id = state.listener_id AND snapshot.range = state.range
    AND (state.include_reconstructed OR snapshot.source = 'SPOTIFY')
    AND state.revision IS DISTINCT FROM state.cached_revision`)}) AS packed ON true`;

const state = {
  /** Of its key, from 1. */
  ordinal: z.int(),
  now: z.date(),
  timezone: z.string(),
  revision: z.string().nullable(),
  newestDay: z.string().nullable(),
};
const stateRow = z.union([
  packRow.extend(state),
  /** Without snapshots. */
  z.object({ ...state, pack: z.null() }),
]);

/** Reads whole histories, unless the caller's are current. */
@Injectable()
export class HistoryRepository {
  private readonly states = createBatchLoader((keys: readonly HistoryKey[]) => this.loadAll(keys), {
    maxBatchSize: MAX_BATCH,
  });

  constructor(private readonly database: Database) {}

  /**
   * Reads a history; null if the listener does not exist.
   *
   * @param cachedRevision the revision that the caller has; null if none
   */
  read(listenerId: number, range: TimeRange, cachedRevision: string | null): Promise<HistoryState | null> {
    return this.states.load({ listenerId, range, cachedRevision });
  }

  private async loadAll(keys: readonly HistoryKey[]): Promise<(HistoryState | null)[]> {
    const distinct = [...new Map(keys.map((key) => [keyName(key), key])).values()];
    const rows = await queryRows(this.database.pool, stateRow, {
      name: 'read-histories',
      text: HISTORIES,
      values: [
        distinct.map(({ listenerId }) => listenerId),
        distinct.map(({ range }) => range),
        distinct.map(({ cachedRevision }) => cachedRevision),
      ],
    });
    const byOrdinal = Map.groupBy(rows, ({ ordinal }) => ordinal);
    const states = new Map(
      distinct.map((key, index) => [keyName(key), toState(byOrdinal.get(index + 1) ?? [], key)]),
    );
    return keys.map((key) => states.get(keyName(key)) ?? null);
  }
}

function keyName({ listenerId, range, cachedRevision }: HistoryKey): string {
  return `${listenerId}/${range}/${cachedRevision}`;
}

function toState(
  rows: readonly z.output<typeof stateRow>[],
  { cachedRevision }: HistoryKey,
): HistoryState | null {
  const [row] = rows;
  if (!row) return null;
  const { now, timezone, newestDay, revision } = row;
  const changed = revision !== null && revision !== cachedRevision;
  const packs = rows.filter((one) => one.pack !== null);
  return { now, timezone, newestDay, revision, columns: changed ? unpackHistory(packs) : null };
}
