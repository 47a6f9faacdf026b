import { setTimeout as delay } from 'node:timers/promises';
import { bytesHeld } from '../../test/support/heap.js';
import { type Inspectable, Inspector } from '../../test/support/inspector.js';
import type { Serving } from '../stage/child.js';
import { residentMb } from '../stage/process-cost.js';

/** The memory of a process, sample by sample, in bytes. */
export interface Memory {
  readonly name: string;
  readonly resident: readonly number[];
  /** Heap in use after a garbage collection. */
  readonly held: readonly number[];
}

/** Samples the memory of a process every `everyMs` milliseconds until `until` (by `performance.now()`). */
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
    // Resident memory is read before the heap measurement forces a garbage collection.
    resident.push(residentMb(pid) * 1_000_000);
    held.push(await bytesHeld(inspector));
  }
  await inspector.close();
  return { name, resident, held };
}
