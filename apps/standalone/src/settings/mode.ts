import { EnvironmentError } from '#runtime';
import type { StandaloneEnvironment } from '../standalone.env.js';

/** Whose listening is charted: the simulator's demo listener's, or that of people at Spotify. */
export type Mode = 'demo' | 'real';

/**
 * Without Spotify credentials it is demo mode.
 *
 * @throws {EnvironmentError} when one of the two credentials is there without the other.
 */
export function chooseMode(settings: StandaloneEnvironment): Mode {
  const missing = (['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const).filter((name) => !settings[name]);
  if (missing.length === 1) {
    const expected = 'missing; Spotify credentials come in pairs. Set both, or neither for demo mode';
    throw new EnvironmentError(missing.map((name) => ({ name, expected })));
  }
  return missing.length === 0 ? 'real' : 'demo';
}
