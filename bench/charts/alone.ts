import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import { type Cost, costOf } from './cost.js';
import { CHART, MOST, PAGE, TREND } from './questions.js';
import { changeHistory, type Caller } from './together.js';

const TIMES = 200;
const COLD_TIMES = 60;
const MOST_TIMES = 100;

/** What questions cost that one client asks, one after the other. */
export interface Alone {
  readonly chart: Cost;
  /** The chart, with the history read from PostgreSQL. */
  readonly cold: Cost;
  readonly trend: Cost;
  readonly page: Cost;
  /** The most that is admitted. */
  readonly most: Cost;
  /** Of the API after everything, in MB. */
  readonly residentMb: number;
}

/** @throws when an answer is wrong */
export async function askAlone(
  stage: Stage,
  api: Serving,
  caller: Caller,
): Promise<Omit<Alone, 'residentMb'>> {
  const { connections, lists, listenerId } = caller;
  const work = { stage, api, asking: connections[0], lists };
  return {
    chart: await costOf(work, CHART, TIMES),
    cold: await costOf(work, CHART, COLD_TIMES, () => changeHistory(stage, listenerId)),
    trend: await costOf(work, TREND, TIMES),
    page: await costOf(work, PAGE, TIMES),
    most: await costOf(work, MOST, MOST_TIMES),
  };
}
