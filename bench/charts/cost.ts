import type { Serving } from '../stage/child.js';
import { cpuMs } from '../stage/process-cost.js';
import type { Stage } from '../stage/stage.js';
import { Yardstick } from '../stage/yardstick.js';
import type { Asking } from './asking.js';
import type { DayLists } from './listening.js';
import type { Question } from './questions.js';

/** What a question costs that is asked again and again. */
export interface Cost {
  /** Half of the answers took no longer, in milliseconds. */
  readonly p50: number;
  /** 95 of 100 took no longer. */
  readonly p95: number;
  readonly p99: number;
  /** What the API computed for each, user and system, in milliseconds; PostgreSQL's part is not in it. */
  readonly cpuMs: number;
  /** SQL statements for each. */
  readonly statements: number;
  /** A fixed piece of work between the questions, in milliseconds. */
  readonly yardstickMs: number;
}

export interface Work {
  readonly stage: Stage;
  readonly api: Serving;
  readonly asking: Asking;
  readonly lists: readonly DayLists[];
}

const WARM_UP = 60;
/** After so many questions the yardstick is laid on once. */
const YARDSTICK_EVERY = 5;

/**
 * Asks a question so many times, one after the other.
 *
 * @param before what is done before each, and neither timed nor counted
 * @throws when an answer is wrong
 */
export async function costOf(
  { stage, api, asking, lists }: Work,
  question: Question,
  times: number,
  before?: () => Promise<unknown>,
): Promise<Cost> {
  for (let time = 0; time < WARM_UP; time += 1) {
    await before?.();
    await asking.ask(question.query);
  }
  await stage.resetStatements();
  const cpuBefore = cpuMs(api.pid);
  const took: number[] = [];
  const yardstick = new Yardstick();
  for (let time = 0; time < times; time += 1) {
    if (time % YARDSTICK_EVERY === 0) yardstick.lay();
    await before?.();
    const { data, milliseconds } = await asking.ask(question.query);
    took.push(milliseconds);
    question.check(data, lists);
  }
  const cpu = cpuMs(api.pid) - cpuBefore;
  return {
    ...quantiles(took),
    cpuMs: cpu / times,
    statements: (await stage.statements()) / times,
    yardstickMs: yardstick.ms,
  };
}

/** What half, 95 and 99 of 100 do not exceed. */
export function quantiles(values: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
