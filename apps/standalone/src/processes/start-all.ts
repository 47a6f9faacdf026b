import type { Kept } from './keep-running.js';
import type { Planned } from './plan.js';

/** Starts these processes at once. A start that fails rejects its promise, also where that is awaited only later. */
export function startAll(
  plan: readonly Planned[],
  start: (planned: Planned) => Promise<Kept>,
): Promise<Kept>[] {
  return plan.map((planned) => {
    const starting = start(planned);
    starting.catch(() => undefined);
    return starting;
  });
}
