import { fileURLToPath } from 'node:url';
import type { ChildSettings } from '../settings/child-settings.js';
import type { Mode } from '../settings/mode.js';
import type { StandaloneEnvironment } from '../standalone.env.js';

/** A process that is to run: what it is, and where it listens. */
export interface Planned {
  readonly name: 'API' | 'Worker' | 'Simulator';
  /** The setting that moves its port. */
  readonly setting: 'PORT' | 'WORKER_PORT' | 'SIMULATOR_PORT';
  readonly host: string;
  readonly port: number;
  readonly readyPath: string;
}

/** The processes of a mode, in the order in which they are shown. */
export function planOf(settings: StandaloneEnvironment, mode: Mode): Planned[] {
  const { HOST, PORT, WORKER_HOST, WORKER_PORT, SIMULATOR_PORT } = settings;
  const ready = { readyPath: '/health/ready' };
  const plan: Planned[] = [
    { name: 'API', setting: 'PORT', host: HOST, port: PORT, ...ready },
    { name: 'Worker', setting: 'WORKER_PORT', host: WORKER_HOST, port: WORKER_PORT, ...ready },
  ];
  if (mode === 'real') return plan;
  const simulator = { host: '127.0.0.1', port: SIMULATOR_PORT, readyPath: '/_control/health' };
  return [...plan, { name: 'Simulator', setting: 'SIMULATOR_PORT', ...simulator }];
}

/** The address at which a planned process is reached; a host that means all interfaces is reached over loopback. */
export function addressOf({ host, port }: Pick<Planned, 'host' | 'port'>): string {
  const reached =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  return `http://${reached}:${port}`;
}

/** What a planned process is told of its own place. */
export function placeSettings({ setting, port }: Planned): ChildSettings {
  return { [setting]: String(port) };
}

/** The built file that starts a process or a job of an app. */
export function entryPointOf(app: string, entry = 'main'): string {
  return fileURLToPath(new URL(`../../../${app}/src/${entry}.js`, import.meta.url));
}
