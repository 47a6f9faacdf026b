import { redirectAnswer, type Answer } from '../answer.js';
import type { Simulation } from '../simulation.js';
import { backTo, type AuthorizeRequest } from './authorize-request.js';
import { browserCookie } from './browser-cookie.js';

/**
 * Sends the browser back to the app with a code, and remembers what it approved. Every approval, a silent one
 * too, is a consent from which the six months of the refresh token are counted.
 */
export function approve(
  simulation: Simulation,
  asked: AuthorizeRequest,
  listenerId: string,
  knownBrowser: string | undefined,
): Answer {
  const { clientId, redirectUri, scope, codeChallenge } = asked;
  const browser = knownBrowser ?? simulation.consents.newBrowser();
  simulation.consents.give(browser, { clientId, listenerId, scope });
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
  return redirectAnswer(backTo(asked, { code }), { 'set-cookie': browserCookie(browser) });
}
