import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import { Yardstick } from '../stage/measure.js';
import { type BareCost, runBareClient } from './bare-client.js';
import { type Crowd, signInCrowd } from './crowd.js';
import { type DayCost, measureDay } from './day.js';

/** Three lists each of the eight listeners that a worker processes at once. */
const IN_FLIGHT = 24;
/** Listeners for warm-up, since a new process first compiles code and fills caches. */
const WARM_UP = 200;
const MANY = 1_000;
/** Small crowds are measured several times, because CPU time is counted in steps of 10 ms. */
const CROWDS = [
  { listeners: 10, times: 5 },
  { listeners: 100, times: 2 },
];
const CROWD_OF_TWO = 600;

/** How often the yardstick runs beside the bare client. */
const YARDSTICK_EVERY_MS = 100;

interface BareDay extends BareCost {
  /** Milliseconds for reading and writing 60 kB of JSON beside the bare client. */
  readonly yardstickMs: number;
}

/** What workers cost, and the minimum for the same lists. */
export interface Runs {
  readonly bare: BareDay;
  /** One worker's runs of 10, 100 and 1,000 listeners; runs of one size are added up. */
  readonly one: readonly [DayCost, DayCost, DayCost];
  readonly two: DayCost;
}

/** Signs in listeners with ascending numbers. */
export class Listeners {
  private signedIn = 0;

  constructor(private readonly stage: Stage) {}

  /** Signs in the next ones. No worker may run, because it would take their snapshots at once. */
  async next(count: number): Promise<Crowd> {
    const crowd = await signInCrowd(this.stage, this.signedIn + 1, count);
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
  // Before and after the workers, because the speed of the machine may change.
  const before = await measureBareDay(stage, many);
  const worker = await stage.startWorker();
  await measureDay(stage, [worker], warmUp);
  const few = await measureDays(stage, [worker], small[0] ?? []);
  const some = await measureDays(stage, [worker], small[1] ?? []);
  const one = await measureDay(stage, [worker], many);
  await worker.stop();
  const after = await measureBareDay(stage, many);
  return { bare: add(before, after), one: [few, some, one], two: await twoWorkers(stage, listeners) };
}

async function twoWorkers(stage: Stage, listeners: Listeners): Promise<DayCost> {
  const [warmUp, crowd] = [await listeners.next(2 * WARM_UP), await listeners.next(CROWD_OF_TWO)];
  const workers = [await stage.startWorker(), await stage.startWorker()];
  await measureDay(stage, workers, warmUp);
  const cost = await measureDay(stage, workers, crowd);
  await Promise.all(workers.map((worker) => worker.stop()));
  return cost;
}

async function measureDays(
  stage: Stage,
  workers: readonly Serving[],
  crowds: readonly Crowd[],
): Promise<DayCost> {
  const total = { listeners: 0, seconds: 0, cpuMs: 0, postgresMs: 0, statements: 0, yardstickMs: 0 };
  for (const crowd of crowds) {
    const day = await measureDay(stage, workers, crowd);
    total.listeners += day.listeners;
    total.seconds += day.seconds;
    total.cpuMs += day.cpuMs;
    total.postgresMs += day.postgresMs;
    total.statements += day.statements;
    total.yardstickMs += day.yardstickMs / crowds.length;
  }
  return total;
}

async function measureBareDay(stage: Stage, { grants, names }: Crowd): Promise<BareDay> {
  const yardstick = new Yardstick();
  const timer = setInterval(() => yardstick.run(), YARDSTICK_EVERY_MS);
  const accessTokens = grants.map(({ accessToken }) => accessToken);
  const bare = await runBareClient(stage.control.baseUrl, accessTokens, IN_FLIGHT).finally(() =>
    clearInterval(timer),
  );
  if (bare.lists === names.length * 3) return { ...bare, yardstickMs: yardstick.ms };
  throw new Error('No report: the bare client missed lists.');
}

function add(one: BareDay, other: BareDay): BareDay {
  return {
    lists: one.lists + other.lists,
    cpuMs: one.cpuMs + other.cpuMs,
    seconds: one.seconds + other.seconds,
    yardstickMs: (one.yardstickMs + other.yardstickMs) / 2,
  };
}
