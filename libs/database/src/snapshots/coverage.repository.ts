import type { Interruption, RecordedFailure } from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../connection/database.js';
import { createBatchLoader, type Queryable, queryRows } from '../connection/statements.js';
import { GapReason, InterruptionKind, TimeRange } from '../generated/enums.js';
import { newestRecordedDay } from './sources.js';

/** What is stored about the days of one listener and range. libs/charts computes coverage from it. */
export interface StoredCoverage {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  readonly timezone: string;
  readonly paused: boolean;
  readonly firstDay: string;
  /** The newest day with a snapshot of Spotify's, of any range. */
  readonly newestDay: string | null;
  /** When snapshots are due next. Null while none are scheduled. */
  readonly dueAt: Date | null;
  /** The days with a snapshot of Spotify's, in ascending order. */
  readonly recordedDays: readonly string[];
  /** How many days have a reconstructed snapshot, and the first of them. None while reads leave them out. */
  readonly reconstructedCount: number;
  readonly reconstructedSince: string | null;
  /** Recorded failures, and imported gaps of other days. In ascending order. */
  readonly failures: readonly RecordedFailure<GapReason>[];
  readonly interruptions: readonly Interruption[];
  /** In ascending order. */
  readonly skippedDays: readonly string[];
}

/** A time in JSON. */
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
  reconstructedCount: z.int(),
  reconstructedSince: z.string().nullable(),
  failures: z.array(z.object({ day: z.string(), reason: z.enum(GapReason) })),
  interruptions: z.array(
    z.object({ kind: z.enum(InterruptionKind), beganAt: instant, endedAt: instant.nullable() }),
  ),
  skippedDays: z.array(z.string()),
});

const STORED = `
  SELECT asked.listener_id AS "listenerId", asked.span AS range, clock_now() AS now, timezone, snapshots_paused AS paused, first_day::text AS "firstDay",
    ${newestRecordedDay('id')} AS "newestDay",
    (SELECT due_at FROM snapshot_schedule WHERE listener_id = id
       AND NOT EXISTS (SELECT FROM spotify_grant WHERE listener_id = id AND refresh_token IS NULL)) AS "dueAt",
    coalesce(days.recorded, '{}') AS "recordedDays", days.reconstructed AS "reconstructedCount", days.since::text AS "reconstructedSince",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'reason', reason) ORDER BY day), '[]')
     FROM (SELECT day, coalesce(own.reason::text, imported.reason::text) AS reason
           FROM (SELECT day, reason FROM snapshot_failure WHERE listener_id = id AND range = asked.span) AS own
           FULL JOIN (SELECT day, reason FROM imported_gap WHERE listener_id = id AND range = asked.span) AS imported
             USING (day)) AS failed) AS failures,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'beganAt', began_at, 'endedAt', ended_at)
                               ORDER BY began_at), '[]')
     FROM interruption WHERE listener_id = id) AS interruptions,
    ARRAY(SELECT day::text FROM skipped_day WHERE listener_id = id ORDER BY day) AS "skippedDays"
  FROM unnest($1::int[], $2::"TimeRange"[]) AS asked (listener_id, span) JOIN listener ON id = asked.listener_id
  CROSS JOIN LATERAL (
    SELECT array_agg(day::text ORDER BY day) FILTER (WHERE source = 'SPOTIFY') AS recorded,
           (count(*) FILTER (WHERE source = 'RECONSTRUCTED' AND include_reconstructed))::int AS reconstructed,
           min(day) FILTER (WHERE source = 'RECONSTRUCTED' AND include_reconstructed) AS since
    FROM snapshot WHERE listener_id = id AND range = asked.span) AS days`;

/** A listener and one of their ranges. */
export interface CoverageKey {
  readonly listenerId: number;
  readonly range: TimeRange;
}

/** Reads what coverage is computed from. */
@Injectable()
export class CoverageRepository {
  private readonly coverages = createBatchLoader((keys: readonly CoverageKey[]) =>
    readCoverages(this.database.pool, keys),
  );

  constructor(private readonly database: Database) {}

  /** Reads what is stored about one range; null if the listener does not exist. */
  read(listenerId: number, range: TimeRange): Promise<StoredCoverage | null> {
    return this.coverages.load({ listenerId, range });
  }
}

/**
 * Reads coverages in the order of their keys; null if the listener does not exist. Raw: one statement sees one moment,
 * also in the transaction of an export or import, where Prisma would need seven.
 */
export async function readCoverages(
  client: Queryable,
  keys: readonly CoverageKey[],
): Promise<(StoredCoverage | null)[]> {
  const distinct = [...new Map(keys.map((key) => [keyName(key), key])).values()];
  const rows = await queryRows(client, storedRow, STORED, [
    distinct.map(({ listenerId }) => listenerId),
    distinct.map(({ range }) => range),
  ]);
  const byName = new Map(
    rows.map(({ listenerId, range, ...coverage }) => [keyName({ listenerId, range }), coverage]),
  );
  return keys.map((key) => byName.get(keyName(key)) ?? null);
}

function keyName({ listenerId, range }: CoverageKey): string {
  return `${listenerId}/${range}`;
}
