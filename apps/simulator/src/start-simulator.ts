import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRegistrable } from './authorize/authorize-request.js';
import { SimulatorControl } from './control/control.client.js';
import { Simulation, StateFile } from './simulation.js';
import { SimulatedClock } from './state/clock.js';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { ExplainedError, refuseForeignHosts } from '#runtime';
import { textResponse } from './endpoint.js';
import { apiError } from './api/bearer.js';
import { artwork } from './api/artwork.js';
import { meEndpoint, topArtistsEndpoint } from './api/endpoints.js';
import { artistEndpoint, searchEndpoint, trackEndpoint } from './api/lookup.endpoints.js';
import { authorizeEndpoint, decisionEndpoint } from './authorize/authorize.endpoints.js';
import { controlRoutes } from './control/control.routes.js';
import { dataPackage } from './data-package/data-package.js';
import { serve, serveFixedAnswer } from './serve.js';
import { tokenEndpoint } from './token/token.endpoint.js';

/** The default client. */
export const demoClient = {
  id: 'headliner-demo',
  secret: 'headliner-demo-secret',
  redirectUris: ['http://127.0.0.1/auth/spotify/callback'],
} as const;

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** A loopback address without a port matches every port. */
  readonly redirectUris?: readonly string[];
  /** Another seed gives other top lists. */
  readonly seed?: string;
  /** The file that keeps tokens (as fingerprints), consents and the clock across restarts. */
  readonly stateFile?: string | undefined;
  readonly accessTokenLifetimeSeconds?: number;
  /** The initial time of the simulator's clock, or a clock to use; the real time by default. */
  readonly now?: Date | (() => Date);
}

export interface Simulator {
  /** The base address of the accounts service and of the web API. */
  readonly url: string;
  readonly control: SimulatorControl;
  /** Closes every connection, even if a request hangs. */
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
  const rejected = client.redirectUris.find((uri) => !isRegistrable(uri));
  if (rejected !== undefined) {
    throw new Error(
      `Spotify would not accept the redirect URI ${rejected}. Use https, or http on 127.0.0.1 or [::1]; never localhost.`,
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
      const message = `The simulator cannot listen on port ${port} of 127.0.0.1. Free it, or set SIMULATOR_PORT to another port.`;
      reject(new Error(message, { cause }));
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

/** Creates the app: Spotify's accounts service and web API on one origin, and the control interface. */
export function simulatorApp(simulation: Simulation): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  // Pages of other sites must not reach the consent page or the tokens through a rebound host name.
  app.use(refuseForeignHosts('127.0.0.1'));
  const form = express.urlencoded({ extended: false, limit: '64kb' });

  app.use('/_control', controlRoutes(simulation));
  app.get('/image/:name', artwork);
  app.get('/data-package/:listener', dataPackage(simulation));

  app.get('/authorize', serve(authorizeEndpoint(simulation), simulation));
  app.post('/authorize/decision', form, serve(decisionEndpoint(simulation), simulation));
  app.post('/api/token', form, serve(tokenEndpoint(simulation), simulation));
  app.get('/v1/me', serve(meEndpoint(simulation), simulation));
  app.get('/v1/me/top/artists', serve(topArtistsEndpoint(simulation), simulation));
  app.get('/v1/tracks/:id', serve(trackEndpoint(simulation), simulation));
  app.get('/v1/search', serve(searchEndpoint(simulation), simulation));
  app.get('/v1/artists/:id', serve(artistEndpoint(simulation), simulation));
  // Apps in development mode can no longer ask for several at once.
  app.get(['/v1/tracks', '/v1/artists'], serveFixedAnswer(apiError(403, 'Forbidden'), simulation));

  app.use('/v1', serveFixedAnswer(apiError(404, 'Service not found'), simulation));
  app.use(serveFixedAnswer(textResponse(404, 'The simulator has no page at this address.\n'), simulation));
  app.use(handleError);
  return app;
}

/** Handles unreadable bodies, and a state file that cannot be written, such as on a full disk. */
const handleError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  if (response.headersSent) next(error);
  else if (error instanceof ExplainedError) {
    process.stderr.write(`${error.message}\n`);
    response
      .status(503)
      .json({ error: 'server_error', error_description: 'The simulator could not save its state' });
  } else if (typeof status !== 'number') next(error);
  else
    response
      .status(status)
      .json({ error: 'invalid_request', error_description: 'The request body could not be read' });
};
