import { setTimeout as delay } from 'node:timers/promises';
import { deliver } from '../stage/deliver.js';
import { residentMb } from '../stage/process-cost.js';
import { Stage } from '../stage/stage.js';
import { runDay } from './day.js';
import { growTo, type Size } from './growth.js';
import { crowdTable, report, sizeTable } from './report.js';
import { Listeners, runWorkers } from './runs.js';
import { bytesPerListenerYear } from './storage.js';

const FEW = 100;
const SIZES = [10_000, 100_000];

const stage = await Stage.open();
try {
  const listeners = new Listeners(stage);
  const residentSmall = await residentAfterFew(listeners);
  // Before there are more listeners than that.
  const sizes: Size[] = [await growTo(stage, 1_000)];
  const runs = await runWorkers(stage, listeners);
  for (const size of SIZES) sizes.push(await growTo(stage, size));
  const residentLarge = await residentAfterFew(listeners);
  const bytes = await bytesPerListenerYear(stage);
  deliver(report({ ...runs, residentSmall, residentLarge, bytes }), crowdTable(runs), sizeTable(sizes));
} finally {
  await stage.close();
}

/** The resident memory of a fresh worker after a small crowd's day, in MB. */
async function residentAfterFew(listeners: Listeners): Promise<number> {
  const crowd = await listeners.next(FEW);
  const worker = await stage.startWorker();
  await runDay(stage, [worker], crowd);
  await delay(2_000);
  const megabytes = residentMb(worker.pid);
  await worker.stop();
  return megabytes;
}
