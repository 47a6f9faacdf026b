import { Router } from 'express';
import { knownListener } from '../listeners/unknown-listener.error.js';
import { catalogue } from '../lists/catalogue.js';
import { dayOf, topList } from '../lists/top-list.js';
import type { Simulation } from '../simulation.js';
import { grantOrderSchema, listQuerySchema, type ListView, type NewGrant } from './control.schemas.js';

/** What Spotify would only give by its own ways: a grant without a browser, the lists of any day. */
export function shortcutRoutes(simulation: Simulation): Router {
  const { grants, clock, listenerSettings, settings } = simulation;
  const routes = Router();

  routes.post('/grants', (request, response) => {
    const order = grantOrderSchema.parse(request.body);
    const { id: listenerId } = knownListener(order.listener);
    const consentedAt = order.consentedAt === undefined ? clock.now() : Date.parse(order.consentedAt);
    const { scope } = order;
    const made = grants.open({ clientId: settings.client.id, listenerId, scope, consentedAt });
    const expiresInSeconds = settings.accessTokenLifetimeSeconds;
    const accessToken = grants.issueAccessToken(made.grant, clock.now(), expiresInSeconds);
    simulation.save();
    response.status(201).json({
      grant: made.grant.id,
      accessToken,
      refreshToken: made.refreshToken,
      scope,
      expiresInSeconds,
      consentedAt: new Date(consentedAt).toISOString(),
    } satisfies NewGrant);
  });

  routes.get('/lists', (request, response) => {
    const { listener: listenerId, range, day } = listQuerySchema.parse(request.query);
    const { artists } = listenerSettings.of(knownListener(listenerId));
    const places = topList(settings.seed, listenerId, range, dayOf(Date.parse(day))).slice(0, artists);
    response.json({
      artists: places.flatMap((place) => {
        const artist = catalogue[place];
        if (!artist) return [];
        const imageUrl = artist.images === 'none' ? null : `${settings.origin}/image/${artist.id}`;
        return [{ id: artist.id, name: artist.name, imageUrl }];
      }),
    } satisfies ListView);
  });
  return routes;
}
