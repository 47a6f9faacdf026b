import { z } from 'zod';
import type { Crowd } from './crowd.js';
import { makeDue } from './crowd.js';
import type { Stage } from './stage.js';

const plan = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([
      z.object({ Plan: z.unknown(), 'Execution Time': z.number(), 'Planning Time': z.number() }),
    ]),
  }),
]);

/** How PostgreSQL finds who is due. */
export interface DueQuery {
  readonly due: number;
  readonly index: string | null;
  /** Planning and execution. */
  readonly milliseconds: number;
}

const MOST_AT_ONCE = 1_000;
const ROUNDS = 5;

/**
 * Explains the tick's own statement, as the workers have sent it, and undoes what it did; the median of five rounds.
 *
 * @param due who is due, of all that are in the database
 */
export async function explainDueQuery(stage: Stage, due: Crowd | null): Promise<DueQuery> {
  const [sent] = await stage.sql<{ query: string }>(
    "SELECT query FROM pg_stat_statements WHERE query LIKE 'UPDATE snapshot_schedule SET look_at%' LIMIT 1",
  );
  if (!sent) throw new Error('Nothing is reported: the workers never asked who is due.');
  const rounds: { index: string | null; milliseconds: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (due) await makeDue(stage, due);
    const rows = await stage.sql(`EXPLAIN (ANALYZE, FORMAT JSON) ${sent.query}`, [10, MOST_AT_ONCE]);
    const [
      {
        'QUERY PLAN': [found],
      },
    ] = plan.parse(rows);
    const index =
      /"Index Name":"(snapshot_schedule_look_at\w*)"/.exec(JSON.stringify(found.Plan))?.[1] ?? null;
    rounds.push({ index, milliseconds: found['Execution Time'] + found['Planning Time'] });
  }
  rounds.sort((one, other) => one.milliseconds - other.milliseconds);
  const middle = rounds[Math.floor(ROUNDS / 2)];
  return {
    due: due?.names.length ?? 0,
    index: middle?.index ?? null,
    milliseconds: middle?.milliseconds ?? Number.NaN,
  };
}
