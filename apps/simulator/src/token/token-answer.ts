import { jsonAnswer, type Answer } from '../answer.js';
import type { Simulation } from '../simulation.js';
import type { Grant } from '../state/grant.js';

/** A new access token of the grant; what is said of the refresh token is the caller's to decide. */
export function tokenAnswer(
  simulation: Simulation,
  grant: Grant,
  refreshPart: { readonly refresh_token?: string | null },
): Answer {
  const seconds = simulation.settings.accessTokenLifetimeSeconds;
  const access_token = simulation.grants.issueAccessToken(grant, simulation.clock.now(), seconds);
  simulation.save();
  return jsonAnswer(
    200,
    { access_token, token_type: 'Bearer', scope: grant.scope, expires_in: seconds, ...refreshPart },
    { 'cache-control': 'no-store' },
  );
}
