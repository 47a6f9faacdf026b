import express, { Router, type ErrorRequestHandler } from 'express';
import { z, ZodError } from 'zod';
import { faultOrderSchema } from '../faults/fault.js';
import { UnknownListenerError } from '../listeners/unknown-listener.error.js';
import type { Simulation } from '../simulation.js';
import {
  clockChangeSchema,
  clockSchema,
  latencySchema,
  rateLimitSchema,
  resetSchema,
} from './control.schemas.js';
import { listenerRoutes } from './listener.routes.js';
import { ownCallersOnly } from './own-callers.js';
import { shortcutRoutes } from './shortcut.routes.js';

/**
 * The control interface, under `/_control`. JSON both ways; what cannot be understood is answered 400 with
 * `{"error": …}`. `SimulatorControl` has a method for each.
 *
 * | route | what |
 * | --- | --- |
 * | `GET /health` | 200 when up |
 * | `GET`, `POST`, `DELETE /faults`, `DELETE /faults/:id` | the faults that spoil calls: see `faults/fault.ts` |
 * | `GET`, `PUT /clock` | `{"now": instant}` or `{"advanceSeconds": n}` |
 * | `PUT`, `DELETE /clock/excursion` | `{"now": instant}`: a time that no restart remembers, until it is deleted |
 * | `GET`, `DELETE /requests` | the log of requests, oldest first; deleting it clears the counters too |
 * | `GET /counters` | refreshes under way now and at most, token calls of each grant |
 * | `PUT /rate-limit` | `{"requests": n, "perSeconds": 30}` or `null`: a real rolling window over web API calls |
 * | `PUT /latency` | `{"token": milliseconds, …}` for each endpoint |
 * | `GET /listeners/:id`, `PATCH /listeners/:id` | settings and grants of a listener: see `listeners/listener-settings.ts` |
 * | `POST /listeners/:id/revoke-grant`, `/expire-access-tokens`, `/expire-refresh-token` | `*` for all listeners |
 * | `POST /grants` | `{"listener": id}`: a grant and its tokens without a browser |
 * | `GET /lists?listener=&range=&day=` | the whole top list of any day |
 * | `POST /reset` | back to the beginning; `{"keepGrants": true}` leaves grants and consents |
 */
export function controlRoutes(simulation: Simulation): Router {
  const routes = Router();
  routes.use(ownCallersOnly(simulation.settings.origin));
  routes.use(express.json({ limit: '20mb', strict: false }));

  routes.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });

  routes
    .route('/faults')
    .get((_request, response) => void response.json(simulation.faults.all()))
    .post((request, response) => {
      response.status(201).json(simulation.faults.order(faultOrderSchema.parse(request.body)));
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
      simulation.clock.visit(Date.parse(clockSchema.parse(request.body).now));
      response.json(clock());
    })
    .delete((_request, response) => {
      simulation.clock.comeBack();
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
      void response.status(404).json({ error: 'The control interface has no such route.' }),
  );
  routes.use(complain);
  return routes;
}

const complain: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else if (error instanceof UnknownListenerError) response.status(404).json({ error: error.message });
  else next(error);
};
