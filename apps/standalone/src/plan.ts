import { publicAddress, redirectUri } from '#runtime';
import { type DataDirectory, ensureKeyring, ensureSessionSecret } from './data-directory.js';
import type { ChildSettings, Mode, StandaloneEnvironment } from './standalone.env.js';

/** A process to start, and its address. */
export interface PlannedProcess {
  readonly name: 'API' | 'Worker' | 'Simulator';
  /** The setting of its port. */
  readonly setting: 'PORT' | 'WORKER_PORT' | 'SIMULATOR_PORT';
  readonly host: string;
  readonly port: number;
  readonly readyPath: string;
}

/** The app that the bundled simulator knows. Not a secret: the simulator listens on loopback and guards nothing. */
const DEMO_APP = { id: 'headliner-demo', secret: 'headliner-demo-secret' };

/** Returns the processes that a mode needs. */
export function planProcesses(settings: StandaloneEnvironment, mode: Mode): PlannedProcess[] {
  const { HOST, PORT, WORKER_HOST, WORKER_PORT, SIMULATOR_PORT } = settings;
  const ready = { readyPath: '/health/ready' };
  const processes: PlannedProcess[] = [
    { name: 'API', setting: 'PORT', host: HOST, port: PORT, ...ready },
    { name: 'Worker', setting: 'WORKER_PORT', host: WORKER_HOST, port: WORKER_PORT, ...ready },
  ];
  if (mode === 'real') return processes;
  const simulator = { host: '127.0.0.1', port: SIMULATOR_PORT, readyPath: '/_control/health' };
  return [...processes, { name: 'Simulator', setting: 'SIMULATOR_PORT', ...simulator }];
}

/** Returns the address of a process for this machine. A host that means all interfaces becomes loopback. */
export function localAddress({ host, port }: Pick<PlannedProcess, 'host' | 'port'>): string {
  const reachable =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reachable}:${port}`;
}

/**
 * Returns the settings of API and worker, without the database's address. Secrets that the user set win over generated
 * ones.
 *
 * @throws {ExplainedError} if a generated secret is unusable or cannot be written
 */
export function serverSettings(
  settings: StandaloneEnvironment,
  mode: Mode,
  data: DataDirectory,
  print: (text: string) => void,
): ChildSettings {
  return {
    KEYRING_FILE: settings.KEYRING_FILE ?? ensureKeyring(data.resolve('keyring.json')),
    ...(settings.SESSION_SECRET
      ? {}
      : { SESSION_SECRET_FILE: ensureSessionSecret(data.resolve('session-secret'), print) }),
    DEMO: String(mode === 'demo'),
    ...(mode === 'demo' ? demoSettings(settings) : {}),
  };
}

/** Returns the settings of the simulator. */
export function simulatorSettings(settings: StandaloneEnvironment, data: DataDirectory): ChildSettings {
  return {
    SIMULATOR_CLIENT_ID: DEMO_APP.id,
    SIMULATOR_CLIENT_SECRET: DEMO_APP.secret,
    SIMULATOR_REDIRECT_URIS: demoAddresses(settings).map(redirectUri).join(),
    SIMULATOR_STATE_FILE: data.resolve('simulator.json'),
  };
}

/** Loopback by number at any port, and a public https address. The API reports any other address as invalid. */
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
