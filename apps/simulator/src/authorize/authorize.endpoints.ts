import type { Request } from 'express';
import { redirectResponse, type SimulatedResponse, type Endpoint, type Variation } from '../endpoint.js';
import { listenerById, demoListeners } from '../listeners.js';
import type { Simulation } from '../simulation.js';
import { callbackUrl, checkAuthorizeRequest, type AuthorizeRequest } from './authorize-request.js';
import { consentPage, errorPage } from './pages.js';
import { z } from 'zod';

/** `GET /authorize`: shows the consent page, or redirects to the app if the browser has approved before. */
export function authorizeEndpoint(simulation: Simulation): Endpoint {
  const { client } = simulation.settings;
  return {
    name: 'authorize',
    identify(request) {
      const { listener } = request.query;
      const browser = readBrowser(request);
      const approved = browser === undefined ? undefined : simulation.consents.find(browser, client.id);
      return { listener: typeof listener === 'string' ? listener : (approved?.listenerId ?? null) };
    },
    answer(request: Request, variation?: Variation): SimulatedResponse {
      const checked = checkAuthorizeRequest(request.query, client);
      if (checked.outcome === 'page') return errorPage(checked.message);
      if (checked.outcome === 'redirect') return redirectResponse(checked.to);
      const authorization = checked.request;
      if (variation?.error) return redirectResponse(callbackUrl(authorization, { error: variation.error }));
      const browser = readBrowser(request);
      const approvedAs = browser && approvedBefore(simulation, browser, authorization);
      if (approvedAs) return approve(simulation, authorization, approvedAs, browser);
      const preselected = listenerById(authorization.listenerId ?? '');
      if (authorization.listenerId && !preselected)
        return errorPage(`There is no listener "${authorization.listenerId}".`);
      return consentPage(authorization, preselected);
    },
  };
}

/** Returns the listener who approved this client with these scopes in this browser; undefined if consent is needed. */
function approvedBefore(
  simulation: Simulation,
  browser: string,
  authorization: AuthorizeRequest,
): string | undefined {
  const consent = simulation.consents.find(browser, authorization.clientId);
  if (!consent || authorization.showDialog) return undefined;
  if (authorization.listenerId !== undefined && authorization.listenerId !== consent.listenerId)
    return undefined;
  const approved = new Set(consent.scope.split(' '));
  return authorization.scope.split(' ').every((scope) => scope === '' || approved.has(scope))
    ? consent.listenerId
    : undefined;
}

const decisionSchema = z.object({
  decision: z.enum(['allow', 'deny']),
  listener: z.string().default(demoListeners.main.id),
});

/**
 * `POST /authorize/decision`: handles the consent form. Takes the parameters of the authorization request, in the body
 * or the query, and `decision` (`allow` or `deny`) and `listener` (default: the main demo listener):
 *
 *     curl -i "http://127.0.0.1:3002/authorize/decision?$QUERY" -d decision=allow -d listener=demo_01
 */
export function decisionEndpoint(simulation: Simulation): Endpoint {
  const readFields = (request: Request): Record<string, unknown> => ({
    ...request.query,
    ...z.record(z.string(), z.unknown()).catch({}).parse(request.body),
  });
  return {
    name: 'authorize',
    identify(request) {
      const decision = decisionSchema.safeParse(readFields(request));
      return { listener: decision.data?.listener ?? null };
    },
    answer(request: Request, variation?: Variation): SimulatedResponse {
      const fields = readFields(request);
      const checked = checkAuthorizeRequest(fields, simulation.settings.client);
      if (checked.outcome === 'page') return errorPage(checked.message);
      if (checked.outcome === 'redirect') return redirectResponse(checked.to);
      const authorization = checked.request;
      if (variation?.error) return redirectResponse(callbackUrl(authorization, { error: variation.error }));
      const decided = decisionSchema.safeParse(fields);
      if (!decided.success) return errorPage('The decision must be "allow" or "deny".');
      const { decision, listener } = decided.data;
      if (decision === 'deny')
        return redirectResponse(callbackUrl(authorization, { error: 'access_denied' }));
      if (!listenerById(listener)) return errorPage(`There is no listener "${listener}".`);
      return approve(simulation, authorization, listener, readBrowser(request));
    },
  };
}

/**
 * Records the consent and redirects to the app with a code. Every approval starts a new six months for the refresh token.
 */
export function approve(
  simulation: Simulation,
  authorization: AuthorizeRequest,
  listenerId: string,
  existingBrowser: string | undefined,
): SimulatedResponse {
  const { clientId, redirectUri, scope, codeChallenge } = authorization;
  const browser = existingBrowser ?? simulation.consents.newBrowser();
  simulation.consents.record(browser, { clientId, listenerId, scope });
  simulation.save();
  const approvedAt = simulation.clock.now();
  const code = simulation.codes.issue({
    clientId,
    redirectUri,
    listenerId,
    scope,
    codeChallenge,
    approvedAt,
  });
  return redirectResponse(callbackUrl(authorization, { code }), { 'set-cookie': browserCookie(browser) });
}

const NAME = 'simulated_spotify_browser';
const YEAR_SECONDS = 31_536_000;

/** Returns the random id in this browser's cookie. */
export function readBrowser(request: Request): string | undefined {
  return new RegExp(`(?:^|; *)${NAME}=([A-Za-z0-9_-]{32})(?:;|$)`).exec(request.get('cookie') ?? '')?.[1];
}

/** Returns the cookie that identifies the browser. Its path keeps it from the app, since cookies ignore ports. */
export function browserCookie(browser: string): string {
  return `${NAME}=${browser}; Path=/authorize; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}`;
}
