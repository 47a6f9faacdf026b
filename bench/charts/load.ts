import { setTimeout as delay } from 'node:timers/promises';
import type { Serving } from '../stage/child.js';
import { cpuMs, quantile, residentMb, treeCpuMs } from '../stage/measure.js';
import type { Stage } from '../stage/stage.js';
import { type Caller, type GraphqlClient, parseData } from './clients.js';
import type { Question } from './questions.js';

/** What a query costs while many clients send it. Times are in milliseconds. */
export interface Load {
  /** Responses per second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU of the API per query, user and system. */
  readonly cpuMs: number;
  /** CPU of PostgreSQL per query, user and system. */
  readonly postgresMs: number;
  /** SQL statements per query. */
  readonly statements: number;
  /** Resident memory of the API afterwards, in MB. */
  readonly residentMb: number;
}

export interface LoadOptions {
  readonly seconds: number;
  /** Time from a client's query to its next one, in milliseconds; 0 for no pause. */
  readonly everyMs: number;
  /** Default 1. */
  readonly warmUpSeconds?: number;
  /** Runs before each query, and is not timed. */
  readonly before?: (listenerId: number) => Promise<unknown>;
}

/**
 * Sends one query on all connections of all callers, on each one after the other.
 *
 * @throws if a listener's first response is not what is recorded, or a later one differs from the first
 */
export async function measureLoad(
  stage: Stage,
  api: Serving,
  callers: readonly Caller[],
  question: Question,
  options: LoadOptions,
): Promise<Load> {
  const expected = new Map<Caller, string>();
  for (const caller of callers) {
    const { text } = await caller.connections[0].queryText(question.query);
    question.check(parseData(text), caller.lists);
    expected.set(caller, text);
  }
  await queryAll(options.warmUpSeconds ?? 1);
  await stage.resetStatements();
  const [apiBefore, postgresBefore] = [cpuMs(api.pid), treeCpuMs(stage.postgresPid)];
  const startedAt = performance.now();
  const all = await queryAll(options.seconds);
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    rate: all.length / seconds,
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    cpuMs: (cpuMs(api.pid) - apiBefore) / all.length,
    postgresMs: (treeCpuMs(stage.postgresPid) - postgresBefore) / all.length,
    statements: (await stage.statements()) / all.length,
    residentMb: residentMb(api.pid),
  };

  async function queryAll(forSeconds: number): Promise<number[]> {
    const until = performance.now() + forSeconds * 1_000;
    const loads = callers.flatMap((caller) =>
      caller.connections.map((client) => queryUntil(until, caller, client)),
    );
    return (await Promise.all(loads)).flat();
  }

  async function queryUntil(until: number, caller: Caller, client: GraphqlClient): Promise<number[]> {
    const latencies: number[] = [];
    let next = performance.now() + Math.random() * options.everyMs;
    while (next < until) {
      if (options.everyMs > 0) await delay(Math.max(0, next - performance.now()));
      await options.before?.(caller.listenerId);
      const { text, milliseconds } = await client.queryText(question.query);
      latencies.push(milliseconds);
      if (text !== expected.get(caller)) {
        // An error says more.
        parseData(text);
        throw new Error('No report: a response differs from the first.');
      }
      next = Math.max(next + options.everyMs, performance.now());
    }
    return latencies;
  }
}
