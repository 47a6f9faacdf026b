import type { Kept } from './keep-running.js';
import type { Planned } from './plan.js';

type Start = (planned: Planned) => Promise<Kept>;

/** Starts those of the processes that need no database: in demo mode the simulator, which is ready when others ask. */
export function startWithoutDatabase(plan: readonly Planned[], start: Start): Promise<Kept>[] {
  return plan.filter(({ name }) => name === 'Simulator').map(started(start));
}

/**
 * Starts the processes that need the database, all at once, but for the worker in demo mode: it waits until the listener
 * has their past, which is made with the simulator's clock turned back, so that nobody else may record anything meanwhile.
 *
 * @param simulators what `startWithoutDatabase` has begun
 */
export function startWithDatabase(
  plan: readonly Planned[],
  simulators: readonly Promise<Kept>[],
  start: Start,
  makeHistory: () => Promise<void>,
): Promise<Kept>[] {
  const begin = (wanted: Planned['name'], how: Start): Promise<Kept>[] =>
    plan.filter(({ name }) => name === wanted).map(started(how));
  const api = begin('API', start);
  const [simulator] = simulators;
  if (!simulator) return [...api, ...begin('Worker', start)];
  const history = simulator.then(makeHistory);
  return [
    ...api,
    ...begin('Worker', async (worker) => {
      await history;
      return start(worker);
    }),
  ];
}

/** A start that fails is told to whoever waits for it, and that may be later. */
function started(start: Start): Start {
  return (planned) => {
    const starting = start(planned);
    starting.catch(() => undefined);
    return starting;
  };
}
