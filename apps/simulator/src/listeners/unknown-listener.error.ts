import { listenerById, type SimulatedListener } from './listeners.js';

/** Nobody at the simulated Spotify has this id. */
export class UnknownListenerError extends Error {
  override readonly name = 'UnknownListenerError';

  constructor(readonly listenerId: string) {
    super(`There is no listener "${listenerId}". Take demo_01 to demo_07, or listener_1 to listener_99999.`);
  }
}

/** @throws {UnknownListenerError} */
export function knownListener(id: string): SimulatedListener {
  const listener = listenerById(id);
  if (!listener) throw new UnknownListenerError(id);
  return listener;
}
