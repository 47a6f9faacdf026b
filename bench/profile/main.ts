import { z } from 'zod';
import { inspectable, Inspector } from '../../test/support/inspector.js';
import { generateLists } from '../charts/listening.js';
import { changeHistory, signInAll } from '../charts/clients.js';
import { measureLoad } from '../charts/load.js';
import { CHART, WEEKLY_CHARTS, type Question, TREND } from '../charts/questions.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { printTables } from '../stage/tables.js';
import { HEAP_LIMITS, Stage } from '../stage/stage.js';
import { profileSchema, groupShares, sharesTable } from './report.js';

const DAYS = 3_650;
const LISTENERS = 8;
const SECONDS = 10;
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

/** The query of the comparison with peers. */
const TOP: Question = {
  query: '{ topArtists(range: SHORT_TERM, limit: 50) { entries { rank artist { id name imageUrl } } } }',
  check(data) {
    z.object({ topArtists: z.object({ entries: z.array(z.unknown()).length(50) }) }).parse(data);
  },
};

const stage = await Stage.open();
try {
  const lists = [...generateLists(DAYS)];
  await prepareRecord(stage, lists);
  const inspected = await inspectable();
  const api = await stage.startApi({ ...LIMITS, NODE_OPTIONS: `${HEAP_LIMITS} ${inspected.options}` });
  const callers = await signInAll(stage, api, lists, LISTENERS);
  await recordAmong(stage, callers, DAYS, 100);
  const inspector = await Inspector.open(inspected);
  await inspector.ask('Profiler.enable');

  /** Warms up for half of the time, then runs the profiler. */
  const profile = async (question: Question, before?: (listenerId: number) => Promise<unknown>) => {
    const options = { everyMs: 0, ...(before && { before }) };
    await measureLoad(stage, api, callers, question, { ...options, seconds: SECONDS / 2 });
    await inspector.ask('Profiler.start');
    await measureLoad(stage, api, callers, question, { ...options, seconds: SECONDS });
    return groupShares(profileSchema.parse(await inspector.ask('Profiler.stop')).profile);
  };
  const shares = {
    topArtists: await profile(TOP),
    chart: await profile(CHART),
    'chart, history read again': await profile(CHART, (listenerId) => changeHistory(stage, listenerId)),
    'rank history': await profile(TREND),
    'weekly charts': await profile(WEEKLY_CHARTS),
  };
  await inspector.close();
  await api.stop();
  printTables(sharesTable(shares));
} finally {
  await stage.close();
}
