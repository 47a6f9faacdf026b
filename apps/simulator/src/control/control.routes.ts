import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { z, ZodError } from 'zod';
import { faultOrderSchema } from '../faults/faults.js';
import { UnknownListenerError } from '../listeners.js';
import type { Simulation } from '../simulation.js';
import {
  clockChangeSchema,
  clockSchema,
  latencySchema,
  rateLimitSchema,
  resetSchema,
} from './control.schemas.js';
import { listenerRoutes, shortcutRoutes } from './listener.routes.js';

/**
 * The control interface under `/_control`, in JSON. Invalid requests get 400 with `{"error": …}`. `SimulatorControl` is
 * its client.
 *
 * | route | what |
 * | --- | --- |
 * | `GET /health` | 200 |
 * | `GET`, `POST`, `DELETE /faults`, `DELETE /faults/:id` | the faults: see `faults/faults.ts` |
 * | `GET`, `PUT /clock` | `{"now": instant}` or `{"advanceSeconds": n}` |
 * | `PUT`, `DELETE /clock/excursion` | `{"now": instant}`: a temporary time, until it is deleted or the simulator restarts |
 * | `GET`, `DELETE /requests` | the log of requests, oldest first; deleting it clears the counters too |
 * | `GET /counters` | refreshes in flight now and at most, token calls per grant |
 * | `PUT /rate-limit` | `{"requests": n, "perSeconds": 30}` or `null`: a rolling window of real time for web API calls |
 * | `PUT /latency` | `{"token": milliseconds, …}` for each endpoint |
 * | `GET /listeners/:id`, `PATCH /listeners/:id` | settings and grants of a listener: see `listeners.ts` |
 * | `POST /listeners/:id/revoke-grant`, `/expire-access-tokens`, `/expire-refresh-token` | `*` for all listeners |
 * | `POST /grants` | `{"listener": id}`: creates a grant and its tokens without a browser |
 * | `GET /lists?listener=&range=&day=` | the whole top list of any day |
 * | `POST /reset` | resets everything; `{"keepGrants": true}` keeps grants and consents |
 */
export function controlRoutes(simulation: Simulation): Router {
  const routes = Router();
  routes.use(rejectWebPages(simulation.settings.origin));
  routes.use(express.json({ limit: '20mb', strict: false }));

  routes.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  routes
    .route('/faults')
    .get((_request, response) => void response.json(simulation.faults.all()))
    .post((request, response) => {
      response.status(201).json(simulation.faults.add(faultOrderSchema.parse(request.body)));
    })
    .delete((_request, response) => {
      simulation.faults.clear();
      response.sendStatus(204);
    });
  routes.delete('/faults/:id', (request, response) => {
    simulation.faults.clear(request.params.id);
    response.sendStatus(204);
  });

  const clock = (): unknown => ({ now: new Date(simulation.clock.now()).toISOString() });
  routes
    .route('/clock')
    .get((_request, response) => void response.json(clock()))
    .put((request, response) => {
      const change = clockChangeSchema.parse(request.body);
      if ('now' in change) simulation.clock.set(Date.parse(change.now));
      else simulation.clock.advance(change.advanceSeconds);
      simulation.save();
      response.json(clock());
    });

  routes
    .route('/clock/excursion')
    .put((request, response) => {
      simulation.clock.setTemporarily(Date.parse(clockSchema.parse(request.body).now));
      response.json(clock());
    })
    .delete((_request, response) => {
      simulation.clock.endTemporary();
      response.json(clock());
    });

  routes
    .route('/requests')
    .get((_request, response) => void response.json(simulation.log.all()))
    .delete((_request, response) => {
      simulation.log.clear();
      simulation.counters.reset();
      response.sendStatus(204);
    });
  routes.get('/counters', (_request, response) => void response.json(simulation.counters.read()));

  routes.put('/rate-limit', (request, response) => {
    simulation.rateLimit.limit(rateLimitSchema.parse(request.body));
    response.sendStatus(204);
  });
  routes.put('/latency', (request, response) => {
    simulation.latency.set(latencySchema.parse(request.body));
    response.sendStatus(204);
  });

  routes.use(listenerRoutes(simulation), shortcutRoutes(simulation));

  routes.post('/reset', (request, response) => {
    simulation.reset(resetSchema.parse(request.body ?? {}).keepGrants);
    response.sendStatus(204);
  });
  routes.use(
    (_request, response) =>
      void response.status(404).json({ error: 'The control interface has no route at this address.' }),
  );
  routes.use(handleError);
  return routes;
}

const handleError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else if (error instanceof UnknownListenerError) response.status(404).json({ error: error.message });
  else next(error);
};

/** Rejects requests of web pages, from another origin or through a rebound host name. */
export function rejectWebPages(origin: string): RequestHandler {
  const { host } = new URL(origin);
  const hosts = new Set([host, host.replace('127.0.0.1', 'localhost')]);
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const foreign =
      !hosts.has(request.get('host') ?? '') ||
      (request.get('origin') ?? origin) !== origin ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (foreign) response.status(403).json({ error: 'The control interface serves local programs only.' });
    else next();
  };
}
