import { spotifyIdOf } from '../lists/spotify-id.js';

/** Someone with an account at the simulated Spotify. */
export interface SimulatedListener {
  readonly id: string;
  /** Null where the profile has no name. */
  readonly displayName: string | null;
  /** Null where the profile answer leaves `account_id` out. */
  readonly accountId: string | null;
  /** How many artists each of the three lists reaches, unless the control interface says otherwise. */
  readonly artists: number;
}

/** The listeners that the consent page offers, by what they are good for in a test. */
export const demoListeners = {
  /** The one of the demo mode. */
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

/**
 * The listener with this id. Besides the demo listeners there is a crowd: every `listener_1` to `listener_99999`
 * exists, with 50 artists and lists of their own.
 */
export function listenerById(id: string): SimulatedListener | undefined {
  if (byId.has(id)) return byId.get(id);
  const number = /^listener_([1-9]\d{0,4})$/.exec(id)?.[1];
  if (number === undefined) return undefined;
  const accountId = spotifyIdOf(`account of ${id}`).slice(0, 10);
  return { id, displayName: `Listener ${number}`, accountId, artists: 50 };
}
