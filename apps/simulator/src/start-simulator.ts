import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayBeRegistered } from './authorize/redirect-uri.js';
import { SimulatorControl } from './control/control.client.js';
import { Simulation } from './simulation.js';
import { simulatorApp } from './simulator.app.js';
import { SimulatedClock } from './state/clock.js';
import { StateFile } from './state/state-file.js';

/** The client that is registered where no other is named. */
export const demoClient = {
  id: 'headliner-demo',
  secret: 'headliner-demo-secret',
  redirectUris: ['http://127.0.0.1/auth/spotify/callback'],
} as const;

export interface SimulatorOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A loopback address without a port stands for any port. */
  readonly redirectUris?: readonly string[];
  /** Other lists for another seed. */
  readonly seed?: string;
  /** Where tokens (as fingerprints), consents and the clock outlive the process. */
  readonly stateFile?: string | undefined;
  readonly accessTokenLifetimeSeconds?: number;
  /** Where the simulator's clock stands at first, or a clock to go by; the real time by default. */
  readonly now?: Date | (() => Date);
}

export interface Simulator {
  /** Base address of the accounts service and of the web API. */
  readonly url: string;
  readonly control: SimulatorControl;
  /** Ends every connection, those that hang too. */
  close(): Promise<void>;
}

/** Starts a simulator on 127.0.0.1. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { now } = options;
  const client = {
    id: options.clientId ?? demoClient.id,
    secret: options.clientSecret ?? demoClient.secret,
    redirectUris: options.redirectUris ?? demoClient.redirectUris,
  };
  const refused = client.redirectUris.find((uri) => !mayBeRegistered(uri));
  if (refused !== undefined) {
    throw new Error(
      `Redirect URI ${refused}: Spotify takes https, or http on 127.0.0.1 or [::1]; never localhost.`,
    );
  }

  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  try {
    const simulation = new Simulation(
      {
        origin: url,
        client,
        seed: options.seed ?? 'headliner',
        accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? 3600,
      },
      typeof now === 'function'
        ? new SimulatedClock(undefined, () => now().getTime())
        : new SimulatedClock(now),
      options.stateFile === undefined ? undefined : new StateFile(options.stateFile),
    );
    server.on('request', simulatorApp(simulation));
  } catch (error) {
    await close(server);
    throw error;
  }
  return { url, control: new SimulatorControl(url), close: () => close(server) };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const why = `The simulator cannot listen on port ${port} of 127.0.0.1. Free it, or name another (SIMULATOR_PORT).`;
      reject(new Error(why, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
