import { setTimeout as delay } from 'node:timers/promises';
import type { Deed } from '../../test/load/ground.js';
import { measureHeap } from '../../test/support/heap.js';
import { type Inspectable, Inspector } from '../../test/support/inspector.js';
import type { Serving } from '../stage/child.js';
import { quantile, residentMb } from '../stage/measure.js';

/** The result of repeated work. */
export interface Done {
  readonly name: string;
  readonly times: number;
  readonly requests: number;
  /** Latencies in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The error of each failure. */
  readonly failures: readonly string[];
}

/**
 * Repeats a task at an interval until `until` (by `performance.now()`). A slow run delays the next one, so that runs never overlap.
 * Failures are recorded and do not end the loop.
 */
export async function repeat(deed: Deed, everyMs: number, until: number): Promise<Done> {
  const latencies: number[] = [];
  const failures: string[] = [];
  let requests = 0;
  let next = performance.now() + Math.random() * everyMs;
  while (next < until) {
    await delay(Math.max(0, next - performance.now()));
    const startedAt = performance.now();
    try {
      requests += await deed.run();
    } catch (error) {
      failures.push(`${new Date().toISOString()} ${deed.name}: ${String(error).slice(0, 500)}`);
    }
    latencies.push(performance.now() - startedAt);
    next = Math.max(next + everyMs, performance.now());
  }
  return {
    name: deed.name,
    times: latencies.length,
    requests,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failures,
  };
}

/** Memory samples of a process, in bytes. */
export interface Memory {
  readonly name: string;
  readonly resident: readonly number[];
  /** Heap after collecting garbage. */
  readonly held: readonly number[];
}

/** Samples the memory of a process at an interval until `until` (by `performance.now()`). */
export async function watch(
  name: string,
  { pid }: Serving,
  inspected: Inspectable,
  everyMs: number,
  until: number,
): Promise<Memory> {
  const inspector = await Inspector.open(inspected);
  const resident: number[] = [];
  const held: number[] = [];
  for (let next = performance.now() + everyMs; next < until; next += everyMs) {
    await delay(Math.max(0, next - performance.now()));
    // Resident memory first, since reading the heap collects garbage.
    resident.push(residentMb(pid) * 1_000_000);
    held.push(await measureHeap(inspector));
  }
  await inspector.close();
  return { name, resident, held };
}
