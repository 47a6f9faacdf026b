import { z } from 'zod';
import { catalogueSize } from '../lists/catalogue.js';
import type { SimulatedListener } from './listeners.js';

/** What the control interface can set of one listener. */
export const listenerSettingsSchema = z.strictObject({
  /** What a refresh answer says of the refresh token; `rotate` gives a new one and the old one is dead at once. */
  refreshToken: z.enum(['omitted', 'null', 'empty', 'rotate']),
  /** How many artists each list reaches. */
  artists: z.int().min(0).max(catalogueSize),
  /** `restricted` leaves out what Spotify keeps from apps in development mode. */
  fieldProfile: z.enum(['restricted', 'full']),
  /** Answer 200 with an empty list, whatever there is. */
  emptyList: z.boolean(),
});
export type ListenerSettings = z.infer<typeof listenerSettingsSchema>;
type Change = { readonly [Setting in keyof ListenerSettings]?: ListenerSettings[Setting] | undefined };

/** The settings of each listener: their own until some are changed. */
export class AllListenerSettings {
  readonly #changed = new Map<string, Partial<ListenerSettings>>();

  of(listener: SimulatedListener): ListenerSettings {
    return {
      refreshToken: 'omitted',
      artists: listener.artists,
      fieldProfile: 'restricted',
      emptyList: false,
      ...this.#changed.get(listener.id),
    };
  }

  /** Settings that are not named stay as they are. */
  change(listenerId: string, change: Change): void {
    const named = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#changed.set(listenerId, { ...this.#changed.get(listenerId), ...Object.fromEntries(named) });
  }

  reset(): void {
    this.#changed.clear();
  }
}
