import { jsonAnswer } from '../answer.js';
import type { Endpoint } from '../endpoint.js';
import type { Simulation } from '../simulation.js';
import { authenticate, holderOf } from './bearer.js';

/** `GET /v1/me`: who the listener is. No scope is needed for it. */
export function meEndpoint(simulation: Simulation): Endpoint {
  return {
    name: 'me',
    identify: (request) => holderOf(request, simulation),
    answer(request) {
      const caller = authenticate(request, simulation);
      if ('refusal' in caller) return caller.refusal;
      const { id, accountId, displayName } = caller.listener;
      const full = simulation.listenerSettings.of(caller.listener).fieldProfile === 'full';
      return jsonAnswer(200, {
        ...(accountId !== null && { account_id: accountId }),
        display_name: displayName,
        external_urls: { spotify: `https://open.spotify.com/user/${id}` },
        ...(full && { followers: { href: null, total: 12 } }),
        href: `${simulation.settings.origin}/v1/users/${id}`,
        id,
        images: [],
        type: 'user',
        uri: `spotify:user:${id}`,
        ...(full && { country: 'NL', email: `${id}@listeners.example`, product: 'premium' }),
      });
    },
  };
}
