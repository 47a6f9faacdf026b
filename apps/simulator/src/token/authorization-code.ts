import type { Request } from 'express';
import type { Answer } from '../answer.js';
import { answersChallenge } from '../authorize/pkce.js';
import type { Simulation } from '../simulation.js';
import { formField } from './form-field.js';
import { tokenAnswer } from './token-answer.js';
import { tokenError } from './token-error.js';

/** Exchanges an authorization code, which is used up by the attempt, for the tokens of a new grant. */
export function exchangeCode(request: Request, simulation: Simulation): Answer {
  const code = formField(request, 'code');
  const redirectUri = formField(request, 'redirect_uri');
  if (code === undefined) return tokenError('invalid_request', 'code must be supplied');
  if (redirectUri === undefined) return tokenError('invalid_request', 'redirect_uri must be supplied');

  const approved = simulation.codes.redeem(code, simulation.clock.now());
  if (approved?.clientId !== simulation.settings.client.id) {
    return tokenError('invalid_grant', 'Invalid authorization code');
  }
  if (approved.redirectUri !== redirectUri) return tokenError('invalid_grant', 'Invalid redirect URI');
  if (!answersChallenge(formField(request, 'code_verifier'), approved.codeChallenge)) {
    return tokenError('invalid_grant', 'code_verifier was incorrect');
  }

  const { clientId, listenerId, scope, approvedAt } = approved;
  const { grant, refreshToken } = simulation.grants.open({
    clientId,
    listenerId,
    scope,
    consentedAt: approvedAt,
  });
  return tokenAnswer(simulation, grant, { refresh_token: refreshToken });
}
