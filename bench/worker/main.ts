import { setTimeout as delay } from 'node:timers/promises';
import { printTables } from '../stage/tables.js';
import { residentMb } from '../stage/measure.js';
import { Stage } from '../stage/stage.js';
import { measureDay } from './day.js';
import { measureSize, type Size, bytesPerListenerYear } from './stored-size.js';
import { crowdTable, report, sizeTable } from './report.js';
import { Listeners, runWorkers } from './runs.js';

const FEW = 100;
const SIZES = [10_000, 100_000];

const stage = await Stage.open();
try {
  const listeners = new Listeners(stage);
  const residentSmall = await residentAfterFew(listeners);
  // First, while there are fewer listeners.
  const sizes: Size[] = [await measureSize(stage, 1_000)];
  const runs = await runWorkers(stage, listeners);
  for (const size of SIZES) sizes.push(await measureSize(stage, size));
  const residentLarge = await residentAfterFew(listeners);
  const bytes = await bytesPerListenerYear(stage);
  printTables(report({ ...runs, residentSmall, residentLarge, bytes }), crowdTable(runs), sizeTable(sizes));
} finally {
  await stage.close();
}

/** Resident memory of a new worker after a day of few listeners, in MB. */
async function residentAfterFew(listeners: Listeners): Promise<number> {
  const crowd = await listeners.next(FEW);
  const worker = await stage.startWorker();
  await measureDay(stage, [worker], crowd);
  await delay(2_000);
  const megabytes = residentMb(worker.pid);
  await worker.stop();
  return megabytes;
}
