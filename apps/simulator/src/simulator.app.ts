import express, { type ErrorRequestHandler, type Express } from 'express';
import { ExplainedError, refuseForeignHosts } from '#runtime';
import { textAnswer } from './answer.js';
import { apiError } from './api/api-error.js';
import { artwork } from './api/artwork.js';
import { meEndpoint } from './api/me.endpoint.js';
import { topArtistsEndpoint } from './api/top-artists.endpoint.js';
import { authorizeEndpoint } from './authorize/authorize.endpoint.js';
import { decisionEndpoint } from './authorize/decision.endpoint.js';
import { controlRoutes } from './control/control.routes.js';
import { serve, serveNothing } from './serve.js';
import type { Simulation } from './simulation.js';
import { tokenEndpoint } from './token/token.endpoint.js';

/** Spotify's accounts service and web API on one origin, and the control interface beside them. */
export function simulatorApp(simulation: Simulation): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  // It listens on loopback alone, where a page of another site must not reach its consent page or its tokens.
  app.use(refuseForeignHosts('127.0.0.1'));
  const form = express.urlencoded({ extended: false, limit: '64kb' });

  app.use('/_control', controlRoutes(simulation));
  app.get('/image/:name', artwork);

  app.get('/authorize', serve(authorizeEndpoint(simulation), simulation));
  app.post('/authorize/decision', form, serve(decisionEndpoint(simulation), simulation));
  app.post('/api/token', form, serve(tokenEndpoint(simulation), simulation));
  app.get('/v1/me', serve(meEndpoint(simulation), simulation));
  app.get('/v1/me/top/artists', serve(topArtistsEndpoint(simulation), simulation));

  app.use('/v1', serveNothing(apiError(404, 'Service not found'), simulation));
  app.use(serveNothing(textAnswer(404, 'The simulator has no such page.\n'), simulation));
  app.use(failed);
  return app;
}

/** A body that cannot be read, and a state file that cannot be written: on a full disk, say. */
const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  if (response.headersSent) next(error);
  else if (error instanceof ExplainedError) {
    process.stderr.write(`${error.message}\n`);
    response.status(503).json({ error: 'server_error', error_description: 'The state cannot be saved' });
  } else if (typeof status !== 'number') next(error);
  else
    response.status(status).json({ error: 'invalid_request', error_description: 'The body cannot be read' });
};
