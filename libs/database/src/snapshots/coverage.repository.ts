import type { Interruption, RecordedFailure } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import type { Queryable } from '../connection/transaction.js';
import { GapReason, InterruptionKind, TimeRange } from '../generated/enums.js';

/** What is stored about the days of one listener and range. libs/charts computes the coverage from it. */
export interface StoredCoverage {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  readonly timezone: string;
  readonly paused: boolean;
  readonly firstDay: string;
  /** The newest day with a snapshot of any range. */
  readonly newestDay: string | null;
  /** When the listener's snapshots are due next. Null while none are scheduled. */
  readonly dueAt: Date | null;
  /** In order. */
  readonly recordedDays: readonly string[];
  /** Recorded failures, and for other days the gaps of an imported history. In order. */
  readonly failures: readonly RecordedFailure<GapReason>[];
  readonly interruptions: readonly Interruption[];
  /** In order. */
  readonly skippedDays: readonly string[];
}

/** A time as JSON has it. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const storedRow = z.object({
  listenerId: z.int(),
  range: z.enum(TimeRange),
  now: z.date(),
  timezone: z.string(),
  paused: z.boolean(),
  firstDay: z.string(),
  newestDay: z.string().nullable(),
  dueAt: z.date().nullable(),
  recordedDays: z.array(z.string()),
  failures: z.array(z.object({ day: z.string(), reason: z.enum(GapReason) })),
  interruptions: z.array(
    z.object({ kind: z.enum(InterruptionKind), beganAt: instant, endedAt: instant.nullable() }),
  ),
  skippedDays: z.array(z.string()),
});

const STORED = `
  SELECT asked.listener_id AS "listenerId", asked.span AS range, clock_now() AS now, timezone, snapshots_paused AS paused, first_day::text AS "firstDay",
    (SELECT max(day)::text FROM snapshot WHERE listener_id = id) AS "newestDay",
    (SELECT due_at FROM snapshot_schedule WHERE listener_id = id
       AND NOT EXISTS (SELECT FROM spotify_grant WHERE listener_id = id AND refresh_token IS NULL)) AS "dueAt",
    ARRAY(SELECT day::text FROM snapshot WHERE listener_id = id AND range = asked.span ORDER BY day) AS "recordedDays",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'reason', reason) ORDER BY day), '[]')
     FROM (SELECT day, coalesce(own.reason::text, imported.reason::text) AS reason
           FROM (SELECT day, reason FROM snapshot_failure WHERE listener_id = id AND range = asked.span) AS own
           FULL JOIN (SELECT day, reason FROM imported_gap WHERE listener_id = id AND range = asked.span) AS imported
             USING (day)) AS failed) AS failures,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'beganAt', began_at, 'endedAt', ended_at)
                               ORDER BY began_at), '[]')
     FROM interruption WHERE listener_id = id) AS interruptions,
    ARRAY(SELECT day::text FROM skipped_day WHERE listener_id = id ORDER BY day) AS "skippedDays"
  FROM unnest($1::int[], $2::"TimeRange"[]) AS asked (listener_id, span) JOIN listener ON id = asked.listener_id`;

/** A listener and one of their ranges. */
export interface CoverageKey {
  readonly listenerId: number;
  readonly range: TimeRange;
}

/** Reads what is stored about listeners' days. */
@Injectable()
export class CoverageRepository {
  private readonly coverages = createBatchLoader((keys: readonly CoverageKey[]) =>
    readCoverages(this.database.pool, keys),
  );

  constructor(private readonly database: Database) {}

  /** Reads the coverage of one range; null if there is no such listener. */
  read(listenerId: number, range: TimeRange): Promise<StoredCoverage | null> {
    return this.coverages.load({ listenerId, range });
  }
}

/**
 * Reads coverages in the order of their keys; null if there is no such listener. Raw, since the figures must be of one
 * moment, also within an export's or import's transaction: Prisma needs seven statements.
 */
export async function readCoverages(
  client: Queryable,
  keys: readonly CoverageKey[],
): Promise<(StoredCoverage | null)[]> {
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const rows = await queryRows(client, storedRow, STORED, [
    distinct.map(({ listenerId }) => listenerId),
    distinct.map(({ range }) => range),
  ]);
  const found = new Map(
    rows.map(({ listenerId, range, ...coverage }) => [nameOf({ listenerId, range }), coverage]),
  );
  return keys.map((key) => found.get(nameOf(key)) ?? null);
}

function nameOf({ listenerId, range }: CoverageKey): string {
  return `${listenerId}/${range}`;
}
