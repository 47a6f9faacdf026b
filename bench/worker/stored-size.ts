import type { Stage } from '../stage/stage.js';
import { addStrangers, makeAnyDue, postpone } from './crowd.js';
import { z } from 'zod';

/** What a number of listeners in the database costs. */
export interface Size {
  readonly listeners: number;
  readonly noneDue: DueQuery;
  readonly someDue: DueQuery;
  /** Stored bytes per listener and day. */
  readonly bytes: number;
}

/** Listeners that become due between two ticks: those of 5 minutes of the 18 hours over which all are spread. */
function countDue(listeners: number): number {
  return Math.ceil((listeners * 5) / (18 * 60));
}

/** Adds listeners up to this number and measures what depends on it. No worker may run. */
export async function measureSize(stage: Stage, listeners: number): Promise<Size> {
  await addStrangers(stage, listeners);
  return {
    listeners,
    ...(await measureTick(stage, listeners)),
    bytes: await bytesPerListenerDay(stage, listeners),
  };
}

/** Measures a tick with no listener due, and with as many as become due between two ticks. No worker may run. */
export async function measureTick(
  stage: Stage,
  listeners: number,
): Promise<{ noneDue: DueQuery; someDue: DueQuery }> {
  const noneDue = await explainDueQuery(stage, 0);
  const someDue = await explainDueQuery(stage, countDue(listeners));
  await postpone(stage);
  return { noneDue, someDue };
}

/** A step of a plan. `InitPlan 1` finds due listeners; the whole plan claims them too. */
const step = z.object({ 'Actual Total Time': z.number(), 'Subplan Name': z.string().optional() });
const explained = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: step.extend({ Plans: z.array(step.loose()) }), 'Planning Time': z.number() }),
    ]),
  }),
]);

/** How PostgreSQL finds due listeners. Times are in milliseconds. */
interface DueQuery {
  readonly due: number;
  readonly index: string | null;
  /** Planning, finding and locking. */
  readonly findingMs: number;
  /** The same, and marking them as claimed. */
  readonly claimingMs: number;
}

const CLAIM_LIMIT = 1_000;
const ROUNDS = 5;

/**
 * Explains the statement that workers sent at a tick. Returns the median of five rounds.
 *
 * @param due how many listeners are due
 */
async function explainDueQuery(stage: Stage, due: number): Promise<DueQuery> {
  const [statement] = await stage.sql<{ query: string }>(
    "SELECT query FROM pg_stat_statements WHERE query LIKE 'UPDATE snapshot_schedule SET claimable_at%' LIMIT 1",
  );
  if (!statement) throw new Error('No report: no worker has queried due listeners.');
  const rounds: DueQuery[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await makeAnyDue(stage, due);
    // Removes dead rows of earlier rounds, as autovacuum would between two ticks.
    await stage.sql('VACUUM snapshot_schedule');
    const rows = await stage.sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement.query}`, [10, CLAIM_LIMIT]);
    rounds.push({ due, ...parsePlan(rows) });
  }
  rounds.sort((one, other) => one.claimingMs - other.claimingMs);
  const median = rounds[Math.floor(ROUNDS / 2)];
  if (!median) throw new Error('There was no round.');
  return median;
}

function parsePlan(rows: unknown): Omit<DueQuery, 'due'> {
  const [
    {
      'QUERY PLAN': [{ Plan: plan, 'Planning Time': planningMs }],
    },
  ] = explained.parse(rows);
  const finding = plan.Plans.find((part) => part['Subplan Name'] === 'InitPlan 1');
  if (!finding) throw new Error('The plan of the due query has an unexpected shape.');
  const index = /"Index Name":"(snapshot_schedule_claimable_at\w*)"/.exec(JSON.stringify(finding))?.[1];
  return {
    index: index ?? null,
    findingMs: planningMs + finding['Actual Total Time'],
    claimingMs: planningMs + plan['Actual Total Time'],
  };
}

const DAYS_A_YEAR = 365;
const YEARLY_LISTENERS = 40;
const GROWTH_DAYS = 2;

/** Stored bytes of one listener's year with three ranges and 50 ranks, indexes included, of a history of this many years. */
export async function bytesPerListenerYear(stage: Stage, years = 1): Promise<number> {
  return (await measureBytes(stage, YEARLY_LISTENERS, years * DAYS_A_YEAR)) / years;
}

/** Stored bytes of one listener's day, with this many listeners in the table. */
async function bytesPerListenerDay(stage: Stage, listeners: number): Promise<number> {
  return (await measureBytes(stage, listeners, GROWTH_DAYS)) / GROWTH_DAYS;
}

/** Fills a copy of the snapshot table, and returns its bytes per listener. */
async function measureBytes(stage: Stage, listeners: number, days: number): Promise<number> {
  // Any 50 numbers take the same space.
  await stage.sql(`
    CREATE TABLE bench_day (LIKE snapshot INCLUDING ALL);
    CREATE TABLE bench_artists AS SELECT ARRAY(SELECT (random() * 2000000)::int FROM generate_series(1, 50)) AS artists`);
  // Ordered by day, as workers insert them.
  await stage.sql(
    `INSERT INTO bench_day (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener.id, range, (date '2020-01-01' + day), false, timestamptz '2020-01-01' + day * interval '1 day', artists
     FROM generate_series(1, $2::int) AS day,
          (SELECT id FROM listener ORDER BY id DESC LIMIT $1) AS listener,
          unnest(enum_range(NULL::"TimeRange")) AS range, bench_artists
     ORDER BY day, listener.id`,
    [listeners, days],
  );
  const [row] = await stage.sql<{ bytes: string }>("SELECT pg_total_relation_size('bench_day') AS bytes");
  await stage.sql('DROP TABLE bench_day, bench_artists');
  return Number(row?.bytes) / listeners;
}
