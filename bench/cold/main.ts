import { deliver } from '../stage/deliver.js';
import { residentMb } from '../stage/process-cost.js';
import type { Serving } from '../stage/child.js';
import { Stage } from '../stage/stage.js';
import { type Measured, report } from './report.js';
import { Asker } from './asker.js';

const STARTS = 5;
const TIMES = 300;
const WARM_UP = 100;
/** What is measured is the call, not the budget of calls or of what queries cost; and every list is too old. */
const WIDE = {
  SPOTIFY_REQUESTS_PER_30S: '9999999',
  QUERY_COST_PER_MINUTE: '1000000000',
  TOP_ARTISTS_MAX_AGE_SECONDS: '0',
};

const stage = await Stage.open();
try {
  const api = await starts(() => stage.startApi({}));
  const worker = await starts(() => stage.startWorker());
  deliver(report({ api, worker, asked: await askSpotify() }));
} finally {
  await stage.close();
}

/** From the start of a process until it answers that it is ready, in milliseconds; and its memory then, in MB. */
async function starts(start: () => Promise<Serving>): Promise<Measured['api']> {
  const measured: { readyMs: number; residentMb: number }[] = [];
  for (let time = 0; time < STARTS; time += 1) {
    const began = performance.now();
    const serving = await start();
    measured.push({ readyMs: performance.now() - began, residentMb: residentMb(serving.pid) });
    await serving.stop();
  }
  return measured;
}

/** One and the same list of Spotify's, in turn through `topArtists` and by a call of its own. */
async function askSpotify(): Promise<Measured['asked']> {
  const api = await stage.startApi(WIDE);
  const asker = await Asker.signIn(stage, api);
  const through: number[] = [];
  const direct: number[] = [];
  for (let time = 0; time < WARM_UP + TIMES; time += 1) {
    const [throughMs, directMs] = [await asker.askApi(), await asker.askSpotify()];
    if (time < WARM_UP) continue;
    through.push(throughMs);
    direct.push(directMs);
  }
  asker.close();
  await api.stop();
  return { through, direct };
}
