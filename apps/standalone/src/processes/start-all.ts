import type { Kept } from './keep-running.js';
import type { Planned } from './plan.js';

/**
 * Starts all processes at once, but for the worker in demo mode: it waits until the listener has their past, which is
 * made with the simulator's clock turned back, so that nobody else may record anything meanwhile.
 */
export function startAll(
  plan: readonly Planned[],
  start: (planned: Planned) => Promise<Kept>,
  makeHistory: () => Promise<void>,
): Promise<Kept>[] {
  const begin = (wanted: (planned: Planned) => boolean): Promise<Kept>[] => plan.filter(wanted).map(start);
  const api = begin(({ name }) => name === 'API');
  const [simulator] = begin(({ name }) => name === 'Simulator');
  if (!simulator) return [...api, ...begin(({ name }) => name === 'Worker')];
  const history = simulator.then(makeHistory);
  const workers = plan
    .filter(({ name }) => name === 'Worker')
    .map(async (worker) => {
      await history;
      return start(worker);
    });
  return [...api, simulator, ...workers];
}
