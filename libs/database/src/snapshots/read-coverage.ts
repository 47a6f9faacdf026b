import type { Interruption, RecordedFailure } from '#charts';
import type { Queryable } from '../connection/transaction.js';
import type { GapReason, TimeRange } from '../generated/client.js';

/** What is stored about the days of one listener and range; what it means is for the chart arithmetic. */
export interface StoredCoverage {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  readonly timezone: string;
  readonly paused: boolean;
  readonly firstDay: string;
  /** The newest day with a snapshot of any range. */
  readonly newestDay: string | null;
  /** When the listener's snapshots are due next; null while none are to be taken. */
  readonly dueAt: Date | null;
  /** In order. */
  readonly recordedDays: readonly string[];
  /** Those that happened here; and for other days, what an imported history says. In order. */
  readonly failures: readonly RecordedFailure<GapReason>[];
  readonly interruptions: readonly Interruption[];
  /** In order. */
  readonly skippedDays: readonly string[];
}

interface StoredRow extends Omit<StoredCoverage, 'interruptions'>, CoverageQuestion {
  readonly interruptions: readonly { kind: Interruption['kind']; beganAt: string; endedAt: string | null }[];
}

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

/** Whose history is meant, and of which range. */
export interface CoverageQuestion {
  readonly listenerId: number;
  readonly range: TimeRange;
}

/** Answers all questions by one statement; what it gives back finds null where there is no such listener. */
export async function readCoverages(
  client: Queryable,
  questions: readonly CoverageQuestion[],
): Promise<(question: CoverageQuestion) => StoredCoverage | null> {
  const asked = [...new Map(questions.map((question) => [nameOf(question), question])).values()];
  const { rows } = await client.query<StoredRow>(STORED, [
    asked.map(({ listenerId }) => listenerId),
    asked.map(({ range }) => range),
  ]);
  const found = new Map(rows.map((row) => [nameOf(row), coverageOf(row)]));
  return (question) => found.get(nameOf(question)) ?? null;
}

function nameOf({ listenerId, range }: CoverageQuestion): string {
  return `${listenerId}/${range}`;
}

function coverageOf({ listenerId: _, range: __, ...row }: StoredRow): StoredCoverage {
  const interruptions = row.interruptions.map(({ kind, beganAt, endedAt }) => ({
    kind,
    beganAt: new Date(beganAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
  return { ...row, interruptions };
}
