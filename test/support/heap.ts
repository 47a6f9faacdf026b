import { z } from 'zod';
import type { Inspector } from './inspector.js';

const usage = z.object({ usedSize: z.number() });

/** What is left of a heap after collecting garbage, in bytes: what the process holds, not what it has yet to tidy. */
export async function measureHeap(inspector: Inspector): Promise<number> {
  await inspector.ask('HeapProfiler.collectGarbage');
  return usage.parse(await inspector.ask('Runtime.getHeapUsage')).usedSize;
}
