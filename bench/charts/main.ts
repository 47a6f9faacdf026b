import { setTimeout as delay } from 'node:timers/promises';
import { printTables } from '../stage/tables.js';
import { residentMb } from '../stage/measure.js';
import { Stage } from '../stage/stage.js';
import { type Alone, measureAlone } from './alone.js';
import { signInAll } from './clients.js';
import { type DayLists, generateLists } from './listening.js';
import { prepareRecord, recordAmong } from './record.js';
import { growthTable, togetherTable } from './report.js';
import { type ConcurrentCosts, measureTogether } from './together.js';

const DAYS = 3_650;
/** Limits that no query reaches. Costs are still computed and counted. */
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const stage = await Stage.open();
try {
  const lists = [...generateLists(DAYS)];
  await prepareRecord(stage, lists);
  const few = await measure(lists, 10);
  const more = await measure(lists, 100);
  const many = await measure(lists, 1_000, true);
  printTables(
    growthTable([few.alone, more.alone, many.alone]),
    ...many.together.map((each) => togetherTable(many.alone, each)),
  );
} finally {
  await stage.close();
}

/**
 * Measures a fresh API with this many other listeners in the database.
 *
 * @param crowded adds seven listeners with ten years of history, and measures all eight at once as well
 */
async function measure(
  lists: readonly DayLists[],
  others: number,
  crowded = false,
): Promise<{ alone: Alone; together: ConcurrentCosts[] }> {
  const api = await stage.startApi(LIMITS);
  const callers = await signInAll(stage, api, lists, crowded ? 8 : 1);
  await recordAmong(stage, callers, DAYS, others);
  const alone = await measureAlone(stage, api, callers[0]);
  const together = crowded ? [await measureTogether(stage, api, callers)] : [];
  await delay(2_000);
  const residentAfter = residentMb(api.pid);
  for (const { connections } of callers) for (const client of connections) client.close();
  await api.stop();
  return { alone: { ...alone, residentMb: residentAfter }, together };
}
