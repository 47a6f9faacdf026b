import type { Serving } from '../stage/child.js';
import { cpuMs, quantile, Yardstick } from '../stage/measure.js';
import type { Stage } from '../stage/stage.js';
import { type Caller, changeHistory, type GraphqlClient } from './clients.js';
import type { DayLists } from './listening.js';
import { CHART, LARGEST, PAGE, type Question, TREND } from './questions.js';

const TIMES = 200;
const COLD_TIMES = 60;
const LARGEST_TIMES = 100;
const WARM_UP = 60;
/** The yardstick runs once per this many queries. */
const YARDSTICK_EVERY = 5;

/** What one query costs if it is sent repeatedly. Times are in milliseconds. */
export interface Cost {
  readonly p50: number;
  readonly p99: number;
  /** CPU of the API per query, user and system. PostgreSQL is not included. */
  readonly cpuMs: number;
  /** SQL statements per query. */
  readonly statements: number;
  /** The time of the fixed task, which runs between the queries. */
  readonly yardstickMs: number;
}

/** What queries of one client cost, sent one after the other. */
export interface Alone {
  readonly chart: Cost;
  /** The chart with the history read from PostgreSQL. */
  readonly cold: Cost;
  readonly trend: Cost;
  readonly page: Cost;
  /** The largest admitted query. */
  readonly largest: Cost;
  /** Resident memory of the API after all queries, in MB. */
  readonly residentMb: number;
}

/** @throws if a response is wrong */
export async function measureAlone(
  stage: Stage,
  api: Serving,
  caller: Caller,
): Promise<Omit<Alone, 'residentMb'>> {
  const { connections, lists, listenerId } = caller;
  const work = { stage, api, client: connections[0], lists };
  return {
    chart: await measureCost(work, CHART, TIMES),
    cold: await measureCost(work, CHART, COLD_TIMES, () => changeHistory(stage, listenerId)),
    trend: await measureCost(work, TREND, TIMES),
    page: await measureCost(work, PAGE, TIMES),
    largest: await measureCost(work, LARGEST, LARGEST_TIMES),
  };
}

interface Work {
  readonly stage: Stage;
  readonly api: Serving;
  readonly client: GraphqlClient;
  readonly lists: readonly DayLists[];
}

/**
 * Sends a query repeatedly.
 *
 * @param before runs before each query, and is neither timed nor counted
 * @throws if a response is wrong
 */
async function measureCost(
  { stage, api, client, lists }: Work,
  question: Question,
  times: number,
  before?: () => Promise<unknown>,
): Promise<Cost> {
  for (let time = 0; time < WARM_UP; time += 1) {
    await before?.();
    await client.query(question.query);
  }
  await stage.resetStatements();
  const cpuBefore = cpuMs(api.pid);
  const latencies: number[] = [];
  const yardstick = new Yardstick();
  for (let time = 0; time < times; time += 1) {
    if (time % YARDSTICK_EVERY === 0) yardstick.run();
    await before?.();
    const { data, milliseconds } = await client.query(question.query);
    latencies.push(milliseconds);
    question.check(data, lists);
  }
  const cpu = cpuMs(api.pid) - cpuBefore;
  return {
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuMs: cpu / times,
    statements: (await stage.statements()) / times,
    yardstickMs: yardstick.ms,
  };
}
