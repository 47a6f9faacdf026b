import { setTimeout as delay } from 'node:timers/promises';
import type { Deed } from '../../test/load/ground.js';

/** What became of a deed that was done again and again. */
export interface Done {
  readonly name: string;
  readonly times: number;
  readonly requests: number;
  /** How long it took, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** What went wrong, each time it did. */
  readonly failures: readonly string[];
}

/**
 * Does it every so many milliseconds until `until` (by `performance.now()`), one after the other: where one takes longer,
 * the next begins later, and nothing piles up. A failure is noted, and it goes on.
 */
export async function repeat(deed: Deed, everyMs: number, until: number): Promise<Done> {
  const took: number[] = [];
  const failures: string[] = [];
  let requests = 0;
  let next = performance.now() + Math.random() * everyMs;
  while (next < until) {
    await delay(Math.max(0, next - performance.now()));
    const began = performance.now();
    try {
      requests += await deed.run();
    } catch (error) {
      failures.push(`${new Date().toISOString()} ${deed.name}: ${String(error).slice(0, 500)}`);
    }
    took.push(performance.now() - began);
    next = Math.max(next + everyMs, performance.now());
  }
  took.sort((one, other) => one - other);
  const at = (share: number): number => took[Math.floor(share * (took.length - 1))] ?? NaN;
  return { name: deed.name, times: took.length, requests, p50: at(0.5), p99: at(0.99), failures };
}
