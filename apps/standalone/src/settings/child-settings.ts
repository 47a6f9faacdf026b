import { publicAddress, redirectUri } from '#runtime';
import { haveKeyring, haveSessionSecret } from '../data-directory/made-secrets.js';
import type { DataDirectory } from '../data-directory/open-data-directory.js';
import type { StandaloneEnvironment } from '../standalone.env.js';
import type { Mode } from './mode.js';

export type ChildSettings = Readonly<Record<string, string>>;

/** The app that the bundled simulator knows. It is no secret: the simulator listens on loopback and guards nothing. */
const DEMO_APP = { id: 'headliner-demo', secret: 'headliner-demo-secret' };

/**
 * What API and worker get beyond our own environment and the address of the database. Secrets that the user gave win
 * over those that we make.
 *
 * @throws {ExplainedError} when a secret that was made cannot be used, or cannot be written
 */
export function serverSettings(
  settings: StandaloneEnvironment,
  mode: Mode,
  data: DataDirectory,
  say: (text: string) => void,
): ChildSettings {
  return {
    KEYRING_FILE: settings.KEYRING_FILE ?? haveKeyring(data.within('keyring.json')),
    ...(settings.SESSION_SECRET
      ? {}
      : { SESSION_SECRET_FILE: haveSessionSecret(data.within('session-secret'), say) }),
    DEMO: String(mode === 'demo'),
    ...(mode === 'demo' ? demoSettings(settings) : {}),
  };
}

/** What the simulator is told. */
export function simulatorSettings(settings: StandaloneEnvironment, data: DataDirectory): ChildSettings {
  return {
    SIMULATOR_CLIENT_ID: DEMO_APP.id,
    SIMULATOR_CLIENT_SECRET: DEMO_APP.secret,
    SIMULATOR_REDIRECT_URIS: demoAddresses(settings).map(redirectUri).join(),
    SIMULATOR_STATE_FILE: data.within('simulator.json'),
  };
}

/** Loopback by its numbers, at any port, and an https address in front of us. What else is wrong the API tells. */
function demoAddresses(settings: StandaloneEnvironment): string[] {
  const address = publicAddress(settings);
  return ['http://127.0.0.1', 'http://[::1]', ...(address.startsWith('https://') ? [address] : [])];
}

function demoSettings({ SIMULATOR_PORT }: StandaloneEnvironment): ChildSettings {
  const simulator = `http://127.0.0.1:${SIMULATOR_PORT}`;
  return {
    SPOTIFY_CLIENT_ID: DEMO_APP.id,
    SPOTIFY_CLIENT_SECRET: DEMO_APP.secret,
    SPOTIFY_ACCOUNTS_URL: simulator,
    SPOTIFY_API_URL: simulator,
  };
}
