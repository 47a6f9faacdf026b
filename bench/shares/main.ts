import { signInAll } from '../charts/clients.js';
import { generateLists } from '../charts/listening.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { interleave, measureRound, runLoad } from '../stage/load.js';
import { roundRows } from '../stage/round-rows.js';
import { Stage } from '../stage/stage.js';
import { printTables } from '../stage/tables.js';
import { createShare, planViews } from './questions.js';

const DAYS = 3_650;
const OTHERS = 100;
/** No view is refused. They are still counted. */
const LIMITS = { SHARE_VIEWS_PER_MINUTE: '1000000000' };
const WARM_UP_SECONDS = 2;
const ROUND_SECONDS = 1.5;
const ROUNDS = 7;

const stage = await Stage.open();
try {
  const lists = [...generateLists(DAYS)];
  await prepareRecord(stage, lists);
  const api = await stage.startApi(LIMITS);
  const [caller] = await signInAll(stage, api, lists, 1);
  await recordAmong(stage, [caller], DAYS, OTHERS);
  const plans = await planViews(await createShare(stage, api, 'demo_01'), caller);
  for (const plan of plans) await runLoad(plan, WARM_UP_SECONDS);
  const measures = plans.map((plan) => () => measureRound(stage, api, plan, ROUND_SECONDS));
  const rounds = await interleave(ROUNDS, measures);
  printTables({
    title: 'A share of a chart, from ten years of history',
    columns: plans.map(({ name }) => name),
    rows: roundRows(rounds),
  });
  for (const { connections } of [caller]) for (const client of connections) client.close();
  await api.stop();
} finally {
  await stage.close();
}
