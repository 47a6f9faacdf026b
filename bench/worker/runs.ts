import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import { Yardstick } from '../stage/yardstick.js';
import { type BareCost, runBareClient } from './bare-client.js';
import { type Crowd, gather } from './crowd.js';
import { type DayCost, runDay } from './day.js';

/** Three lists for each of the eight listeners that a worker processes concurrently. */
const IN_FLIGHT = 24;
/** Warms up a new process: compiling and filling caches is not part of the daily cost. */
const WARM_UP = 200;
const MANY = 1_000;
/** Small crowds run several times, because CPU time is counted in hundredths of a second. */
const CROWDS = [
  { listeners: 10, times: 5 },
  { listeners: 100, times: 2 },
];
const CROWD_OF_TWO = 600;

/** How often the yardstick is measured beside the bare client, in milliseconds. */
const YARDSTICK_EVERY_MS = 100;

interface BareDay extends BareCost {
  /** Duration of a fixed calculation at that time, in milliseconds. */
  readonly yardstickMs: number;
}

/** The cost of workers, and the lower bound for that work. */
export interface Runs {
  readonly bare: BareDay;
  /** One worker's runs of 10, 100 and 1,000 listeners, summed by size. */
  readonly one: readonly [DayCost, DayCost, DayCost];
  readonly two: DayCost;
}

/** Signs in new listeners, each of them once. */
export class Listeners {
  private signedIn = 0;

  constructor(private readonly stage: Stage) {}

  /** Signs in `count` new listeners. No worker may run at that time: it would take their snapshots at once. */
  async next(count: number): Promise<Crowd> {
    const crowd = await gather(this.stage, this.signedIn + 1, count);
    this.signedIn += count;
    return crowd;
  }
}

export async function runWorkers(stage: Stage, listeners: Listeners): Promise<Runs> {
  const warmUp = await listeners.next(WARM_UP);
  const small: Crowd[][] = [];
  for (const { listeners: count, times } of CROWDS) {
    const crowds: Crowd[] = [];
    for (let time = 0; time < times; time += 1) crowds.push(await listeners.next(count));
    small.push(crowds);
  }
  const many = await listeners.next(MANY);
  // Measured before and after, because the speed of the machine may change.
  const before = await bareDay(stage, many);
  const worker = await stage.startWorker();
  await runDay(stage, [worker], warmUp);
  const few = await daysOf(stage, [worker], small[0] ?? []);
  const some = await daysOf(stage, [worker], small[1] ?? []);
  const one = await runDay(stage, [worker], many);
  await worker.stop();
  const after = await bareDay(stage, many);
  return { bare: sum(before, after), one: [few, some, one], two: await twoWorkers(stage, listeners) };
}

async function twoWorkers(stage: Stage, listeners: Listeners): Promise<DayCost> {
  const [warmUp, crowd] = [await listeners.next(2 * WARM_UP), await listeners.next(CROWD_OF_TWO)];
  const workers = [await stage.startWorker(), await stage.startWorker()];
  await runDay(stage, workers, warmUp);
  const cost = await runDay(stage, workers, crowd);
  await Promise.all(workers.map((worker) => worker.stop()));
  return cost;
}

async function daysOf(stage: Stage, workers: readonly Serving[], crowds: readonly Crowd[]): Promise<DayCost> {
  const total = { listeners: 0, seconds: 0, cpuMs: 0, statements: 0, yardstickMs: 0 };
  for (const crowd of crowds) {
    const day = await runDay(stage, workers, crowd);
    total.listeners += day.listeners;
    total.seconds += day.seconds;
    total.cpuMs += day.cpuMs;
    total.statements += day.statements;
    total.yardstickMs += day.yardstickMs / crowds.length;
  }
  return total;
}

async function bareDay(stage: Stage, { accessTokens, names }: Crowd): Promise<BareDay> {
  const yardstick = new Yardstick();
  const laying = setInterval(() => yardstick.lay(), YARDSTICK_EVERY_MS);
  const bare = await runBareClient(stage.control.baseUrl, accessTokens, IN_FLIGHT).finally(() =>
    clearInterval(laying),
  );
  if (bare.lists === names.length * 3) return { ...bare, yardstickMs: yardstick.ms };
  throw new Error('Nothing is reported: the bare client missed lists.');
}

function sum(one: BareDay, other: BareDay): BareDay {
  return {
    lists: one.lists + other.lists,
    cpuMs: one.cpuMs + other.cpuMs,
    seconds: one.seconds + other.seconds,
    yardstickMs: (one.yardstickMs + other.yardstickMs) / 2,
  };
}
