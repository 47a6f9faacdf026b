import { setTimeout as delay } from 'node:timers/promises';
import { bytesHeld } from '../../test/support/heap.js';
import { type Inspectable, Inspector } from '../../test/support/inspector.js';
import type { Serving } from '../stage/child.js';
import { residentMb } from '../stage/process-cost.js';

/** What a process had taken, sample by sample, in bytes. */
export interface Memory {
  readonly name: string;
  readonly resident: readonly number[];
  /** Of the heap, after collecting garbage. */
  readonly held: readonly number[];
}

/** Looks at the memory of a process every so many milliseconds until `until` (by `performance.now()`). */
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
    // Before garbage is collected: what the process had taken when nobody looked.
    resident.push(residentMb(pid) * 1_000_000);
    held.push(await bytesHeld(inspector));
  }
  await inspector.close();
  return { name, resident, held };
}
