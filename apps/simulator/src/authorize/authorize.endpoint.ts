import type { Request } from 'express';
import { redirectAnswer, type Answer } from '../answer.js';
import type { Endpoint, Variation } from '../endpoint.js';
import { listenerById } from '../listeners/listeners.js';
import type { Simulation } from '../simulation.js';
import { approve } from './approve.js';
import { backTo, checkAuthorizeRequest, type AuthorizeRequest } from './authorize-request.js';
import { browserOf } from './browser-cookie.js';
import { consentPage } from './consent.page.js';
import { errorPage } from './error.page.js';

/** `GET /authorize`: asks the listener, or goes straight back to the app where they have approved before. */
export function authorizeEndpoint(simulation: Simulation): Endpoint {
  const { client } = simulation.settings;
  return {
    name: 'authorize',
    identify(request) {
      const { listener } = request.query;
      const browser = browserOf(request);
      const approved = browser === undefined ? undefined : simulation.consents.of(browser, client.id);
      return { listener: typeof listener === 'string' ? listener : (approved?.listenerId ?? null) };
    },
    answer(request: Request, variation?: Variation): Answer {
      const checked = checkAuthorizeRequest(request.query, client);
      if (checked.verdict === 'page') return errorPage(checked.message);
      if (checked.verdict === 'redirect') return redirectAnswer(checked.to);
      const asked = checked.request;
      if (variation?.error) return redirectAnswer(backTo(asked, { error: variation.error }));
      const browser = browserOf(request);
      const approvedAs = browser && approvedBefore(simulation, browser, asked);
      if (approvedAs) return approve(simulation, asked, approvedAs, browser);
      const offered = listenerById(asked.listenerId ?? '');
      if (asked.listenerId && !offered) return errorPage(`There is no listener "${asked.listenerId}" here.`);
      return consentPage(asked, offered);
    },
  };
}

/**
 * The listener as whom this browser has approved this client already, for at least these scopes; undefined where
 * they are to be asked (again).
 */
function approvedBefore(
  simulation: Simulation,
  browser: string,
  asked: AuthorizeRequest,
): string | undefined {
  const consent = simulation.consents.of(browser, asked.clientId);
  if (!consent || asked.showDialog) return undefined;
  if (asked.listenerId !== undefined && asked.listenerId !== consent.listenerId) return undefined;
  const given = new Set(consent.scope.split(' '));
  return asked.scope.split(' ').every((scope) => scope === '' || given.has(scope))
    ? consent.listenerId
    : undefined;
}
