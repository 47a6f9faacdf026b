import { spotifyIdOf, catalogueSize } from './lists/catalogue.js';
import { z } from 'zod';

/** A person with an account at the simulated Spotify. */
export interface SimulatedListener {
  readonly id: string;
  /** Null if the profile has no name. */
  readonly displayName: string | null;
  /** Null if the profile has no `account_id`. */
  readonly accountId: string | null;
  /** The default length of each of the three top lists. */
  readonly artists: number;
}

/** The listeners of the consent page, named by their use in tests. */
export const demoListeners = {
  /** The listener of demo mode. */
  main: { id: 'demo_01', displayName: 'Demo Listener', accountId: 'zX9qLm2Tfa', artists: 124 },
  fifty: { id: 'demo_02', displayName: 'Marisol Quint', accountId: 'hB4tWc8Pye', artists: 50 },
  nineteen: { id: 'demo_03', displayName: 'Zoë Ångström-Itō', accountId: 'uK7dRn3Vsg', artists: 19 },
  one: { id: 'demo_04', displayName: 'One-Record Orla', accountId: 'mF2jYx6Lqo', artists: 1 },
  none: { id: 'demo_05', displayName: 'Newcomer Ned', accountId: 'cP5vGz9Dki', artists: 0 },
  withoutAccountId: { id: 'demo_06', displayName: 'Old-Hand Ottilie', accountId: null, artists: 124 },
  withoutName: { id: 'demo_07', displayName: null, accountId: 'aS8wNb1Jre', artists: 50 },
} as const satisfies Record<string, SimulatedListener>;

const byId = new Map<string, SimulatedListener>(
  Object.values(demoListeners).map((listener) => [listener.id, listener]),
);

/** Returns the listener with this id: a demo listener, or one of `listener_1` to `listener_99999` with 50 artists. */
export function listenerById(id: string): SimulatedListener | undefined {
  if (byId.has(id)) return byId.get(id);
  const number = /^listener_([1-9]\d{0,4})$/.exec(id)?.[1];
  if (number === undefined) return undefined;
  const accountId = spotifyIdOf(`account of ${id}`).slice(0, 10);
  return { id, displayName: `Listener ${number}`, accountId, artists: 50 };
}

/** What the control interface can change for a listener. */
export const listenerSettingsSchema = z.strictObject({
  /** The refresh token in a refresh answer. `rotate` issues a new one and invalidates the old one at once. */
  refreshToken: z.enum(['omitted', 'null', 'empty', 'rotate']),
  /** The length of each top list. */
  artists: z.int().min(0).max(catalogueSize),
  /** `restricted` omits the fields that apps in development mode do not get. */
  fieldProfile: z.enum(['restricted', 'full']),
  /** Always answers with an empty list. */
  emptyList: z.boolean(),
});
export type ListenerSettings = z.infer<typeof listenerSettingsSchema>;
type Change = { readonly [Setting in keyof ListenerSettings]?: ListenerSettings[Setting] | undefined };

/** The settings of all listeners. */
export class ListenerSettingsStore {
  readonly #changed = new Map<string, Partial<ListenerSettings>>();

  get(listener: SimulatedListener): ListenerSettings {
    return {
      refreshToken: 'omitted',
      artists: listener.artists,
      fieldProfile: 'restricted',
      emptyList: false,
      ...this.#changed.get(listener.id),
    };
  }

  /** Changes the given settings and keeps the others. */
  change(listenerId: string, change: Change): void {
    const named = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#changed.set(listenerId, { ...this.#changed.get(listenerId), ...Object.fromEntries(named) });
  }

  reset(): void {
    this.#changed.clear();
  }
}

/** No listener has this id. */
export class UnknownListenerError extends Error {
  override readonly name = 'UnknownListenerError';

  constructor(readonly listenerId: string) {
    super(`There is no listener "${listenerId}". Use demo_01 to demo_07, or listener_1 to listener_99999.`);
  }
}

/** @throws {UnknownListenerError} */
export function requireListener(id: string): SimulatedListener {
  const listener = listenerById(id);
  if (!listener) throw new UnknownListenerError(id);
  return listener;
}
