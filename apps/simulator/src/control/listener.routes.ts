import { Router } from 'express';
import type { SimulatedListener } from '../listeners/listeners.js';
import { knownListener } from '../listeners/unknown-listener.error.js';
import type { Simulation } from '../simulation.js';
import { listenerChangeSchema, type ListenerView } from './control.schemas.js';

/** In place of an id: all listeners. */
const EVERYBODY = '*';

/** Settings of a listener, and the ways in which their grants end. */
export function listenerRoutes(simulation: Simulation): Router {
  const { grants, consents, clock, listenerSettings } = simulation;
  const routes = Router();

  routes
    .route('/listeners/:id')
    .get((request, response) => void response.json(view(knownListener(request.params.id), simulation)))
    .patch((request, response) => {
      const listener = knownListener(request.params.id);
      listenerSettings.change(listener.id, listenerChangeSchema.parse(request.body));
      response.json(view(listener, simulation));
    });

  const end = (what: string, act: (listenerId: string | undefined) => void): void => {
    routes.post(`/listeners/:id/${what}`, (request, response) => {
      const { id } = request.params;
      act(id === EVERYBODY ? undefined : knownListener(String(id)).id);
      simulation.save();
      response.sendStatus(204);
    });
  };
  end('revoke-grant', (listenerId) => {
    for (const grant of grants.of(listenerId)) grant.revoked = true;
    consents.withdraw(listenerId);
  });
  end('expire-access-tokens', (listenerId) => {
    grants.expireAccessTokens(clock.now(), listenerId);
  });
  end('expire-refresh-token', (listenerId) => {
    for (const grant of grants.of(listenerId))
      grant.refreshExpiresAt = Math.min(grant.refreshExpiresAt, clock.now());
  });
  return routes;
}

function view(listener: SimulatedListener, simulation: Simulation): ListenerView {
  const { id, displayName, accountId } = listener;
  return {
    id,
    displayName,
    accountId,
    settings: simulation.listenerSettings.of(listener),
    grants: simulation.grants.of(id).map((grant) => ({
      id: grant.id,
      scope: grant.scope,
      consentedAt: new Date(grant.consentedAt).toISOString(),
      refreshExpiresAt: new Date(grant.refreshExpiresAt).toISOString(),
      revoked: grant.revoked,
    })),
  };
}
