import { Router } from 'express';
import { type SimulatedListener, requireListener } from '../listeners.js';
import type { Simulation } from '../simulation.js';
import {
  listenerChangeSchema,
  type ListenerView,
  grantOrderSchema,
  listQuerySchema,
  type ListView,
  type NewGrant,
} from './control.schemas.js';
import { catalogue } from '../lists/catalogue.js';
import { dayOf, topList } from '../lists/top-list.js';

/** Means all listeners, where an id is expected. */
const ALL = '*';

/** Routes for a listener's settings, and for ending their grants. */
export function listenerRoutes(simulation: Simulation): Router {
  const { grants, consents, clock, listenerSettings } = simulation;
  const routes = Router();

  routes
    .route('/listeners/:id')
    .get((request, response) => void response.json(view(requireListener(request.params.id), simulation)))
    .patch((request, response) => {
      const listener = requireListener(request.params.id);
      listenerSettings.change(listener.id, listenerChangeSchema.parse(request.body));
      response.json(view(listener, simulation));
    });

  const addAction = (name: string, act: (listenerId: string | undefined) => void): void => {
    routes.post(`/listeners/:id/${name}`, (request, response) => {
      const { id } = request.params;
      act(id === ALL ? undefined : requireListener(String(id)).id);
      simulation.save();
      response.sendStatus(204);
    });
  };
  addAction('revoke-grant', (listenerId) => {
    for (const grant of grants.list(listenerId)) grant.revoked = true;
    consents.withdraw(listenerId);
  });
  addAction('expire-access-tokens', (listenerId) => {
    grants.expireAccessTokens(clock.now(), listenerId);
  });
  addAction('expire-refresh-token', (listenerId) => {
    for (const grant of grants.list(listenerId))
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
    settings: simulation.listenerSettings.get(listener),
    grants: simulation.grants.list(id).map((grant) => ({
      id: grant.id,
      scope: grant.scope,
      consentedAt: new Date(grant.consentedAt).toISOString(),
      refreshExpiresAt: new Date(grant.refreshExpiresAt).toISOString(),
      revoked: grant.revoked,
    })),
  };
}

/** Routes that Spotify does not have: a grant without a browser, the list of any day. */
export function shortcutRoutes(simulation: Simulation): Router {
  const { grants, clock, listenerSettings, settings } = simulation;
  const routes = Router();

  routes.post('/grants', (request, response) => {
    const order = grantOrderSchema.parse(request.body);
    const { id: listenerId } = requireListener(order.listener);
    const consentedAt = order.consentedAt === undefined ? clock.now() : Date.parse(order.consentedAt);
    const { scope } = order;
    const created = grants.open({ clientId: settings.client.id, listenerId, scope, consentedAt });
    const expiresInSeconds = settings.accessTokenLifetimeSeconds;
    const accessToken = grants.issueAccessToken(created.grant, clock.now(), expiresInSeconds);
    simulation.save();
    response.status(201).json({
      grant: created.grant.id,
      accessToken,
      refreshToken: created.refreshToken,
      scope,
      expiresInSeconds,
      consentedAt: new Date(consentedAt).toISOString(),
    } satisfies NewGrant);
  });

  routes.get('/lists', (request, response) => {
    const { listener: listenerId, range, day } = listQuerySchema.parse(request.query);
    const { artists } = listenerSettings.get(requireListener(listenerId));
    const ranking = topList(settings.seed, listenerId, range, dayOf(Date.parse(day))).slice(0, artists);
    response.json({
      artists: ranking.flatMap((index) => {
        const artist = catalogue[index];
        if (!artist) return [];
        const imageUrl = artist.images === 'none' ? null : `${settings.origin}/image/${artist.id}`;
        return [{ id: artist.id, name: artist.name, imageUrl }];
      }),
    } satisfies ListView);
  });
  return routes;
}
