import type { ChartDay, HistoryColumns } from '#charts';
import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import type { TimeRange } from '../generated/client.js';
import { newestRecordedDay } from '../snapshots/sources.js';
import { packedSnapshots, packRow, unpackHistory } from './packed-history.js';

/** Histories that one statement packs. Ten years are 1 MB on the wire. */
const MAX_BATCH = 8;

/** The current state of a history. */
export interface HistoryState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name of the listener's time zone. */
  readonly timezone: string;
  /** The newest day with a snapshot of Spotify's, of any range. */
  readonly newestDay: ChartDay | null;
  /** Changes with every change of the history. Null before its first change. */
  readonly revision: string | null;
  /** The history as of that revision. Null if the caller already has it, or there is none. */
  readonly columns: HistoryColumns | null;
}

/** From the first day on, before the second one. */
type Days = readonly [from: string, before: string];

const NO_DAY: Days = ['infinity', 'infinity'];
const EVERY_DAY: Days = ['-infinity', 'infinity'];

interface HistoryKey {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly days: Days;
}

/**
 * Raw: reads the state of histories and packs their snapshots of the given days. A change of `include_reconstructed`
 * gives the listener's histories new revisions.
 */
const HISTORIES = `
  WITH state AS MATERIALIZED (
    SELECT asked.*, timezone, history_revision.revision,
           ${newestRecordedDay('listener.id')} AS newest_day,
           (SELECT min(day) + (max(day) - min(day)) / 2 FROM snapshot
            WHERE listener_id = listener.id AND range = asked.range) AS middle_day,
           include_reconstructed
    FROM unnest($1::int[], $2::"TimeRange"[], $3::date[], $4::date[]) WITH ORDINALITY
      AS asked (listener_id, range, from_day, before_day, ordinal)
    JOIN listener ON listener.id = asked.listener_id
    LEFT JOIN history_revision
      ON history_revision.listener_id = listener.id AND history_revision.range = asked.range)
  SELECT ordinal::int, clock_now() AS now, timezone, revision::text, newest_day AS "newestDay",
         middle_day::text AS "middleDay", packed.*
  FROM state LEFT JOIN LATERAL (${packedSnapshots(`
    snapshot.listener_id = state.listener_id AND snapshot.range = state.range
    AND (state.include_reconstructed OR snapshot.source = 'SPOTIFY')
    AND snapshot.day >= state.from_day AND snapshot.day < state.before_day`)}) AS packed ON true`;

const stateFields = {
  /** Position of its key, from 1. */
  ordinal: z.int(),
  now: z.date(),
  timezone: z.string(),
  revision: z.string().nullable(),
  newestDay: z.string().nullable(),
  /** Halfway between the first snapshot and the last. */
  middleDay: z.string().nullable(),
};
const stateRow = z.union([
  packRow.extend(stateFields),
  /** No snapshot on the given days. */
  z.object({ ...stateFields, pack: z.null() }),
]);

type StateRow = z.output<typeof stateRow>;

/** Reads whole histories, unless the caller's are current. */
@Injectable()
export class HistoryRepository {
  private readonly stateLoader = this.createLoader(Infinity);
  /** One for each half, so that both are packed at once, on a connection each. */
  private readonly packLoaders = [this.createLoader(MAX_BATCH), this.createLoader(MAX_BATCH)] as const;

  constructor(private readonly database: Database) {}

  /**
   * Reads a history; null if the listener does not exist.
   *
   * @param cachedRevision the revision that the caller has; null if none
   */
  async read(
    listenerId: number,
    range: TimeRange,
    cachedRevision: string | null,
  ): Promise<HistoryState | null> {
    const [state] = await this.stateLoader.load({ listenerId, range, days: NO_DAY });
    if (!state) return null;
    if (state.revision === null || state.revision === cachedRevision) return toState(state, null);
    const rows =
      (await this.readHalves(listenerId, range, state.middleDay ?? 'infinity')) ??
      (await this.packLoaders[0].load({ listenerId, range, days: EVERY_DAY }));
    return rows[0] ? toState(rows[0], rows) : null;
  }

  /** Reads both halves of a history; null if it changed between the two reads. */
  private async readHalves(listenerId: number, range: TimeRange, middle: string): Promise<StateRow[] | null> {
    const [earlier, later] = await Promise.all([
      this.packLoaders[0].load({ listenerId, range, days: ['-infinity', middle] }),
      this.packLoaders[1].load({ listenerId, range, days: [middle, 'infinity'] }),
    ]);
    return earlier[0]?.revision === later[0]?.revision ? [...earlier, ...later] : null;
  }

  private createLoader(maxBatchSize: number): DataLoader<HistoryKey, StateRow[]> {
    const loadAll = async (keys: readonly HistoryKey[]): Promise<StateRow[][]> => {
      const rows = await queryRows(this.database.pool, stateRow, {
        name: 'read-histories',
        text: HISTORIES,
        values: [
          keys.map(({ listenerId }) => listenerId),
          keys.map(({ range }) => range),
          keys.map(({ days: [from] }) => from),
          keys.map(({ days: [, before] }) => before),
        ],
      });
      const byOrdinal = Map.groupBy(rows, ({ ordinal }) => ordinal);
      return keys.map((_key, index) => byOrdinal.get(index + 1) ?? []);
    };
    return createBatchLoader(loadAll, { maxBatchSize });
  }
}

function toState(
  { now, timezone, revision, newestDay }: StateRow,
  rows: readonly StateRow[] | null,
): HistoryState {
  const columns = rows && unpackHistory(rows.filter((row) => row.pack !== null));
  return { now, timezone, revision, newestDay, columns };
}
