import { setTimeout as delay } from 'node:timers/promises';
import { cpuMs, treeCpuMs } from '../stage/process-cost.js';
import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import { Yardstick } from '../stage/yardstick.js';
import { type Asking, dataOf } from './asking.js';
import { quantiles } from './cost.js';
import type { Question } from './questions.js';
import type { Caller } from './together.js';

/** The cost of concurrent clients. */
export interface Load {
  /** Requests answered per second. */
  readonly rate: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU time of the API and of PostgreSQL per request, user and system, in milliseconds. */
  readonly cpuMs: number;
  readonly postgresMs: number;
  readonly statements: number;
  /** Duration of a fixed calculation that runs beside the clients, in milliseconds. */
  readonly yardstickMs: number;
}

/** How often the yardstick is measured, in milliseconds. */
const YARDSTICK_EVERY_MS = 50;

export interface Way {
  readonly seconds: number;
  /** Interval between the starts of two requests of a client, in milliseconds; 0 for no pause. */
  readonly everyMs: number;
  /** Runs before each request; its time does not count. */
  readonly before?: (listenerId: number) => Promise<unknown>;
}

/**
 * Has all connections of all callers ask one question, each one after the other.
 *
 * @throws when an answer is wrong: each listener's first is held against the record, and all others against it
 */
export async function loadOf(
  stage: Stage,
  api: Serving,
  callers: readonly Caller[],
  question: Question,
  way: Way,
): Promise<Load> {
  const expected = new Map<Caller, string>();
  for (const caller of callers) {
    const { text } = await caller.connections[0].askForText(question.query);
    question.check(dataOf(text), caller.lists);
    expected.set(caller, text);
  }
  await askAll(1);
  await stage.resetStatements();
  const [ownBefore, postgresBefore, began] = [
    cpuMs(api.pid),
    treeCpuMs(stage.postgresPid),
    performance.now(),
  ];
  const yardstick = new Yardstick();
  const laying = setInterval(() => yardstick.lay(), YARDSTICK_EVERY_MS);
  const all = await askAll(way.seconds).finally(() => clearInterval(laying));
  const seconds = (performance.now() - began) / 1_000;
  const { p50, p99 } = quantiles(all);
  return {
    rate: all.length / seconds,
    p50,
    p99,
    cpuMs: (cpuMs(api.pid) - ownBefore) / all.length,
    postgresMs: (treeCpuMs(stage.postgresPid) - postgresBefore) / all.length,
    statements: (await stage.statements()) / all.length,
    yardstickMs: yardstick.ms,
  };

  async function askAll(forSeconds: number): Promise<number[]> {
    const until = performance.now() + forSeconds * 1_000;
    const asked = callers.flatMap((caller) =>
      caller.connections.map((asking) => askUntil(until, caller, asking)),
    );
    return (await Promise.all(asked)).flat();
  }

  async function askUntil(until: number, caller: Caller, asking: Asking): Promise<number[]> {
    const took: number[] = [];
    let next = performance.now() + Math.random() * way.everyMs;
    while (next < until) {
      if (way.everyMs > 0) await delay(Math.max(0, next - performance.now()));
      await way.before?.(caller.listenerId);
      const { text, milliseconds } = await asking.askForText(question.query);
      took.push(milliseconds);
      if (text !== expected.get(caller))
        throw new Error('Nothing is reported: an answer differs from the first.');
      next = Math.max(next + way.everyMs, performance.now());
    }
    return took;
  }
}
