import { setTimeout as delay } from 'node:timers/promises';
import { deliver } from '../stage/deliver.js';
import { residentMb } from '../stage/process-cost.js';
import { Stage } from '../stage/stage.js';
import { type Alone, askAlone } from './alone.js';
import { type DayLists, listen } from './listening.js';
import { prepareRecord, recordAmong } from './record.js';
import { growthTable, togetherTable } from './report.js';
import { askTogether, signInAll, type ConcurrentCosts } from './together.js';

const DAYS = 3_650;
/** What is measured is the work, not the limits: these let every question pass, as often as it comes. */
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const stage = await Stage.open();
try {
  const lists = [...listen(DAYS)];
  await prepareRecord(stage, lists);
  const few = await measure(lists, 10);
  const more = await measure(lists, 100);
  const many = await measure(lists, 1_000, true);
  deliver(
    growthTable([few.alone, more.alone, many.alone]),
    ...many.together.map((each) => togetherTable(many.alone, each)),
  );
} finally {
  await stage.close();
}

/**
 * Among so many others, by an API that has just been started.
 *
 * @param crowded with seven more who have ten years on record, and who then all ask at the same time
 */
async function measure(
  lists: readonly DayLists[],
  others: number,
  crowded = false,
): Promise<{ alone: Alone; together: ConcurrentCosts[] }> {
  const api = await stage.startApi(LIMITS);
  const callers = await signInAll(stage, api, lists, crowded ? 8 : 1);
  await recordAmong(stage, callers, DAYS, others);
  const alone = await askAlone(stage, api, callers[0]);
  const together = crowded ? [await askTogether(stage, api, callers)] : [];
  await delay(2_000);
  const residentAfter = residentMb(api.pid);
  for (const { connections } of callers) for (const asking of connections) asking.close();
  await api.stop();
  return { alone: { ...alone, residentMb: residentAfter }, together };
}
