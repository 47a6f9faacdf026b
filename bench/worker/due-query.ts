import { z } from 'zod';
import { makeStrangersDue } from './crowd.js';
import type { Stage } from '../stage/stage.js';

/** A step of a plan; `InitPlan 1` finds who is due, and all of it claims them too. */
const step = z.object({ 'Actual Total Time': z.number(), 'Subplan Name': z.string().optional() });
const explained = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: step.extend({ Plans: z.array(step.loose()) }), 'Planning Time': z.number() }),
    ]),
  }),
]);

/** How PostgreSQL finds who is due; times in milliseconds. */
export interface DueQuery {
  readonly due: number;
  readonly index: string | null;
  /** Planning, finding and locking them. */
  readonly findingMs: number;
  /** And noting that they are taken care of. */
  readonly claimingMs: number;
}

const MOST_AT_ONCE = 1_000;
const ROUNDS = 5;

/**
 * Explains the tick's own statement, as the workers have sent it; the median of five rounds.
 *
 * @param due how many strangers are due, of all who are in the database
 */
export async function explainDueQuery(stage: Stage, due: number): Promise<DueQuery> {
  const [sent] = await stage.sql<{ query: string }>(
    "SELECT query FROM pg_stat_statements WHERE query LIKE 'UPDATE snapshot_schedule SET look_at%' LIMIT 1",
  );
  if (!sent) throw new Error('Nothing is reported: the workers never asked who is due.');
  const rounds: DueQuery[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await makeStrangersDue(stage, due);
    // What the rounds before have left behind; between two ticks autovacuum would have come by.
    await stage.sql('VACUUM snapshot_schedule');
    const rows = await stage.sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${sent.query}`, [10, MOST_AT_ONCE]);
    rounds.push({ due, ...timesOf(rows) });
  }
  rounds.sort((one, other) => one.claimingMs - other.claimingMs);
  const middle = rounds[Math.floor(ROUNDS / 2)];
  if (!middle) throw new Error('There was no round.');
  return middle;
}

function timesOf(rows: unknown): Omit<DueQuery, 'due'> {
  const [
    {
      'QUERY PLAN': [{ Plan: plan, 'Planning Time': planningMs }],
    },
  ] = explained.parse(rows);
  const finding = plan.Plans.find((part) => part['Subplan Name'] === 'InitPlan 1');
  if (!finding) throw new Error('The plan of the due query looks otherwise than it did.');
  const index = /"Index Name":"(snapshot_schedule_look_at\w*)"/.exec(JSON.stringify(finding))?.[1];
  return {
    index: index ?? null,
    findingMs: planningMs + finding['Actual Total Time'],
    claimingMs: planningMs + plan['Actual Total Time'],
  };
}
