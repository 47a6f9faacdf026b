import type { Request } from 'express';
import { z } from 'zod';
import { redirectAnswer, type Answer } from '../answer.js';
import type { Endpoint, Variation } from '../endpoint.js';
import { demoListeners, listenerById } from '../listeners/listeners.js';
import type { Simulation } from '../simulation.js';
import { approve } from './approve.js';
import { backTo, checkAuthorizeRequest } from './authorize-request.js';
import { browserOf } from './browser-cookie.js';
import { errorPage } from './error.page.js';

const decisionSchema = z.object({
  decision: z.enum(['allow', 'deny']),
  listener: z.string().default(demoListeners.main.id),
});

/**
 * `POST /authorize/decision`: where the form of the consent page goes. Form-encoded, it takes the parameters of
 * the authorization request (in the body or in the query) and two more: `decision` is `allow` or `deny`,
 * `listener` is the id of who decides (by default the main demo listener). No cookie is needed:
 *
 *     curl -i "http://127.0.0.1:3002/authorize/decision?$QUERY" -d decision=allow -d listener=demo_01
 */
export function decisionEndpoint(simulation: Simulation): Endpoint {
  const fieldsOf = (request: Request): Record<string, unknown> => ({
    ...request.query,
    ...z.record(z.string(), z.unknown()).catch({}).parse(request.body),
  });
  return {
    name: 'authorize',
    identify(request) {
      const decision = decisionSchema.safeParse(fieldsOf(request));
      return { listener: decision.data?.listener ?? null };
    },
    answer(request: Request, variation?: Variation): Answer {
      const fields = fieldsOf(request);
      const checked = checkAuthorizeRequest(fields, simulation.settings.client);
      if (checked.verdict === 'page') return errorPage(checked.message);
      if (checked.verdict === 'redirect') return redirectAnswer(checked.to);
      const asked = checked.request;
      if (variation?.error) return redirectAnswer(backTo(asked, { error: variation.error }));
      const decided = decisionSchema.safeParse(fields);
      if (!decided.success) return errorPage('The decision must be "allow" or "deny".');
      const { decision, listener } = decided.data;
      if (decision === 'deny') return redirectAnswer(backTo(asked, { error: 'access_denied' }));
      if (!listenerById(listener)) return errorPage(`There is no listener "${listener}" here.`);
      return approve(simulation, asked, listener, browserOf(request));
    },
  };
}
