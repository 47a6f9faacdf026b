import { setTimeout as delay } from 'node:timers/promises';
import { residentMb } from '../stage/process-cost.js';
import { Stage } from '../stage/stage.js';
import { Asking } from './asking.js';
import { costOf } from './cost.js';
import { listen } from './listening.js';
import { CHART, MOST, PAGE, TREND } from './questions.js';
import { describeArtists, recordAmong } from './record.js';
import { type Measured, report } from './report.js';

const LISTENER = 'demo_01';
const DAYS = 3_650;
const TIMES = 300;
const COLD_TIMES = 60;
/** What is measured is the work, not the limits: these let every question pass, as often as it comes. */
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

const stage = await Stage.open();
try {
  const lists = [...listen(DAYS)];
  await describeArtists(stage);
  const few = await measureAmong(1_000);
  const many = await measureAmong(10_000);
  process.stdout.write(report(few, many));

  async function measureAmong(others: number): Promise<Measured> {
    const api = await stage.startApi(LIMITS);
    const asking = await Asking.signIn(stage, api, LISTENER);
    const [listener] = await stage.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
      LISTENER,
    ]);
    await recordAmong(stage, listener?.id ?? 0, lists, others);
    const work = { stage, api, asking, lists };
    const forget = () =>
      stage.sql('UPDATE history_revision SET revision = gen_random_uuid() WHERE listener_id = $1', [
        listener?.id,
      ]);
    const measured = {
      chart: await costOf(work, CHART, TIMES),
      cold: await costOf(work, CHART, COLD_TIMES, forget),
      trend: await costOf(work, TREND, TIMES),
      page: await costOf(work, PAGE, TIMES),
      most: await costOf(work, MOST, TIMES),
      resident: NaN,
    };
    await delay(2_000);
    const resident = residentMb(api.pid);
    asking.close();
    await api.stop();
    return { ...measured, resident };
  }
} finally {
  await stage.close();
}
