import type { DayCounts } from './counts.js';
import { Crowd, type Place } from './crowd.js';
import { SimulatedDay } from './day.js';

/** SPOTIFY_REQUESTS_PER_30S by default. */
export const DEFAULT_BUDGET = 100;
/** Every listener must be recorded within this time after being due: the time of two ticks. */
const LATEST_SECONDS = 600;
const WORKERS = 2;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const NOON_MS = 12 * 3_600_000;

/** A simulated day with its budget. */
export interface Run {
  readonly size: number;
  readonly budget: number;
  readonly counts: DayCounts;
}

/** The days of listeners who live in one place, from few listeners to many. */
export interface PlaceRuns {
  readonly place: Place;
  /** With the default budget. */
  readonly byDefault: readonly Run[];
  /** With the budget that is needed. */
  readonly asNeeded: readonly Run[];
  /** The most listeners with the budget that is needed, when Spotify asks to wait an hour at noon. */
  readonly cooldown: Run;
}

export function runPlace(place: Place): PlaceRuns {
  const byDefault: Run[] = [];
  const asNeeded: Run[] = [];
  let crowd = new Crowd(1, place);
  for (const size of SIZES) {
    crowd = new Crowd(size, place);
    byDefault.push(simulate(crowd, DEFAULT_BUDGET));
    asNeeded.push(findBudget(crowd));
  }
  const budget = asNeeded.at(-1)?.budget ?? DEFAULT_BUDGET;
  return { place, byDefault, asNeeded, cooldown: simulate(crowd, budget, NOON_MS) };
}

function simulate(crowd: Crowd, budget: number, cooldownAtMs?: number): Run {
  const day = new SimulatedDay({
    crowd,
    budget,
    workers: WORKERS,
    ...(cooldownAtMs !== undefined && { cooldownAtMs }),
  });
  return { size: crowd.size, budget, counts: day.run() };
}

/** Simulates the smallest budget, up to 2 %, that records all listeners in time. */
function findBudget(crowd: Crowd): Run {
  // Four calls a day in 18 hours; workers may use four fifths.
  const expected = ((crowd.size * 4) / 64_800) * 30 * 1.25;
  let tooSmall = Math.floor(expected * 0.7);
  let enough = simulate(crowd, Math.ceil(expected * 1.1) + 3);
  while (!isEnough(enough)) {
    tooSmall = enough.budget;
    enough = simulate(crowd, 2 * tooSmall);
  }
  while (enough.budget - tooSmall > Math.max(1, enough.budget / 50)) {
    const middle = simulate(crowd, Math.floor((tooSmall + enough.budget) / 2));
    if (isEnough(middle)) enough = middle;
    else tooSmall = middle.budget;
  }
  return enough;
}

function isEnough(run: Run): boolean {
  const { failed, longestDelay } = run.counts;
  return failed === 0 && areAllRecorded(run) && longestDelay <= LATEST_SECONDS;
}

/** Whether all listeners were recorded, but for those due in the last minutes: their turn is after the simulated day. */
export function areAllRecorded({ size, counts }: Run): boolean {
  return counts.recordings >= size - Math.ceil((size * LATEST_SECONDS) / 86_400);
}
