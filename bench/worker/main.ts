import { setTimeout as delay } from 'node:timers/promises';
import { type BareCost, runBareClient } from './bare-client.js';
import type { Serving } from '../stage/child.js';
import { addStrangers, type Crowd, gather } from './crowd.js';
import { type DayCost, runDay } from './day.js';
import { explainDueQuery } from './due-query.js';
import { residentMb } from '../stage/process-cost.js';
import { report } from './report.js';
import { Stage } from '../stage/stage.js';
import { bytesPerListenerYear } from './storage.js';

const LISTENERS = 800;
const FEW = 100;
const STRANGERS = 100_000;
/** As many become due between two ticks, five minutes apart, when 100,000 are spread over 18 hours. */
const DUE_AT_A_TICK = Math.ceil((STRANGERS * 5) / (18 * 60));
/** Three lists each of the eight listeners that a worker has in hand. */
const IN_FLIGHT = 24;
/** A process that has just started compiles and fills its caches; that is not what a day costs. */
const WARM_UP = 200;

const stage = await Stage.open();
let signedIn = 0;
try {
  const residentSmall = await residentAfter(await crowdOf(FEW));
  const { one, bare } = await oneWorker();
  const two = await twoWorkers();
  await addStrangers(stage, STRANGERS);
  const residentLarge = await residentAfter(await crowdOf(FEW));
  const nobodyDue = await explainDueQuery(stage, null);
  const someDue = await explainDueQuery(stage, await crowdOf(DUE_AT_A_TICK));
  const bytes = await bytesPerListenerYear(stage);
  process.stdout.write(
    report({ bare, one, two, residentSmall, residentLarge, due: [nobodyDue, someDue], bytes }),
  );
} finally {
  await stage.close();
}

/** Listeners who have just signed in. No worker may run meanwhile: it would take their snapshots at once. */
async function crowdOf(count: number): Promise<Crowd> {
  const crowd = await gather(stage, signedIn + 1, count);
  signedIn += count;
  return crowd;
}

/** The resident memory of a fresh worker after a crowd's day, in MB. */
async function residentAfter(crowd: Crowd): Promise<number> {
  const worker = await stage.startWorker();
  await runDay(stage, [worker], crowd);
  await delay(2_000);
  const megabytes = residentMb(worker.pid);
  await worker.stop();
  return megabytes;
}

async function oneWorker(): Promise<{ one: DayCost; bare: BareCost }> {
  const [warmUp, crowd] = [await crowdOf(WARM_UP), await crowdOf(LISTENERS)];
  // Before and after, for the machine may be slower or faster by then.
  const before = await bareDay(crowd);
  const one = await days(1, warmUp, crowd);
  const after = await bareDay(crowd);
  return {
    one,
    bare: {
      lists: before.lists + after.lists,
      cpuMs: before.cpuMs + after.cpuMs,
      seconds: before.seconds + after.seconds,
    },
  };
}

async function bareDay({ accessTokens, names }: Crowd): Promise<BareCost> {
  const bare = await runBareClient(stage.control.baseUrl, accessTokens, IN_FLIGHT);
  if (bare.lists === names.length * 3) return bare;
  throw new Error('Nothing is reported: the bare client missed lists.');
}

async function twoWorkers(): Promise<DayCost> {
  return days(2, await crowdOf(2 * WARM_UP), await crowdOf(LISTENERS));
}

/** The day of a crowd with so many workers that have warmed up on another. */
async function days(count: number, warmUp: Crowd, crowd: Crowd): Promise<DayCost> {
  const workers: Serving[] = [];
  for (let started = 0; started < count; started += 1) workers.push(await stage.startWorker());
  await runDay(stage, workers, warmUp);
  const cost = await runDay(stage, workers, crowd);
  await Promise.all(workers.map((worker) => worker.stop()));
  return cost;
}
