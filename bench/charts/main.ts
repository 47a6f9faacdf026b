import { printTables } from '../stage/tables.js';
import { Stage } from '../stage/stage.js';
import { signInAll } from './clients.js';
import { generateLists } from './listening.js';
import { prepareRecord, recordAmong } from './record.js';
import { aloneTable, togetherTables } from './report.js';
import { ASKED, LARGEST_ASKED, measureAlone, measureTogether } from './rounds.js';

const DAYS = 3_650;
const LISTENERS = 8;
const OTHERS = 1_000;
/** Limits that no query reaches. Costs are still computed and counted. */
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const stage = await Stage.open();
try {
  const lists = [...generateLists(DAYS)];
  await prepareRecord(stage, lists);
  const api = await stage.startApi(LIMITS);
  const callers = await signInAll(stage, api, lists, LISTENERS);
  await recordAmong(stage, callers, DAYS, OTHERS);
  const clients = callers.flatMap(({ connections }) => connections);
  const alone = await measureAlone(stage, api, callers[0], [...ASKED, LARGEST_ASKED]);
  const together = await measureTogether(stage, api, callers);
  printTables(aloneTable('ten years of history', alone), ...togetherTables(clients.length, alone, together));
  for (const client of clients) client.close();
  await api.stop();
} finally {
  await stage.close();
}
