import type { ChartDay, HistoryColumns } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import type { TimeRange } from '../generated/client.js';
import { PACKED_TYPES, packedSnapshots, unpackHistory } from './packed-history.js';

/** Limits the memory of one statement: ten years are 3 MB on the wire. */
const MOST_PER_STATEMENT = 8;

/** The current state of a history. */
export interface HistoryState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name of the listener's zone. */
  readonly timezone: string;
  /** The newest day with a snapshot of any range. */
  readonly newestDay: ChartDay | null;
  /** Changes with every change of the history. Null while there has been no snapshot. */
  readonly revision: string | null;
  /** The history as of that revision. Null if the caller has that revision, or there is none. */
  readonly columns: HistoryColumns | null;
}

interface HistoryKey {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly known: string | null;
}

/** Raw: packs whole histories into bytes, and sends nothing of a history that the caller has. */
const HISTORIES = `
  WITH state AS MATERIALIZED (
    SELECT asked.*, timezone, history_revision.revision,
           (SELECT max(day)::text FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
            CROSS JOIN LATERAL (
              SELECT day FROM snapshot WHERE listener_id = listener.id AND snapshot.range = each.range
              ORDER BY day DESC LIMIT 1) AS last) AS newest_day
    FROM unnest($1::int[], $2::"TimeRange"[], $3::uuid[]) WITH ORDINALITY AS asked (listener_id, range, known, question)
    JOIN listener ON listener.id = asked.listener_id
    LEFT JOIN history_revision
      ON history_revision.listener_id = listener.id AND history_revision.range = asked.range)
  SELECT question::int, clock_now() AS now, timezone, revision::text, newest_day AS "newestDay", packed.*
  FROM state LEFT JOIN LATERAL (${packedSnapshots(`
    snapshot.listener_id = state.listener_id AND snapshot.range = state.range
    AND state.revision IS DISTINCT FROM state.known`)}) AS packed ON true
  ORDER BY question, pack`;

const stateRow = z.object({
  /** The number of its key, from 1. */
  question: z.int(),
  now: z.date(),
  timezone: z.string(),
  revision: z.string().nullable(),
  newestDay: z.string().nullable(),
  /** Null in a row without snapshots. */
  pack: z.int().nullable(),
  // Unpacked by PACKED_TYPES.
  snapshots: z.custom<HistoryColumns>().nullable(),
});

/** Reads whole histories, and whether those that the caller has have changed. */
@Injectable()
export class HistoryRepository {
  private readonly states = createBatchLoader((keys: readonly HistoryKey[]) => this.loadAll(keys), {
    maxBatchSize: MOST_PER_STATEMENT,
  });

  constructor(private readonly database: Database) {}

  /**
   * Reads a history; null if the listener does not exist.
   *
   * @param known the revision that the caller has; null if none
   */
  read(listenerId: number, range: TimeRange, known: string | null): Promise<HistoryState | null> {
    return this.states.load({ listenerId, range, known });
  }

  private async loadAll(keys: readonly HistoryKey[]): Promise<(HistoryState | null)[]> {
    const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    const rows = await queryRows(this.database.pool, stateRow, {
      name: 'read-histories',
      text: HISTORIES,
      values: [
        distinct.map(({ listenerId }) => listenerId),
        distinct.map(({ range }) => range),
        distinct.map(({ known }) => known),
      ],
      types: PACKED_TYPES,
    });
    const rowsOf = Map.groupBy(rows, ({ question }) => question);
    const states = new Map(
      distinct.map((key, index) => [nameOf(key), toState(rowsOf.get(index + 1) ?? [], key)]),
    );
    return keys.map((key) => states.get(nameOf(key)) ?? null);
  }
}

function nameOf({ listenerId, range, known }: HistoryKey): string {
  return `${listenerId}/${range}/${known}`;
}

function toState(rows: readonly z.output<typeof stateRow>[], { known }: HistoryKey): HistoryState | null {
  const [row] = rows;
  if (!row) return null;
  const { now, timezone, newestDay, revision } = row;
  const changed = revision !== null && revision !== known;
  const packs = rows.flatMap(({ snapshots }) => snapshots ?? []);
  return { now, timezone, newestDay, revision, columns: changed ? unpackHistory(packs) : null };
}
