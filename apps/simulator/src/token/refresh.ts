import type { Request } from 'express';
import type { Answer } from '../answer.js';
import { listenerById } from '../listeners/listeners.js';
import type { Simulation } from '../simulation.js';
import type { Grant } from '../state/grant.js';
import { formField } from './form-field.js';
import { tokenAnswer } from './token-answer.js';
import { tokenError } from './token-error.js';

/** Gives a new access token for a refresh token that is alive. The life of the grant is not prolonged. */
export function refresh(request: Request, simulation: Simulation): Answer {
  const token = formField(request, 'refresh_token');
  if (token === undefined) return tokenError('invalid_request', 'refresh_token must be supplied');

  const found = simulation.grants.findByRefreshToken(token);
  if (found?.grant.clientId !== simulation.settings.client.id) {
    return tokenError('invalid_grant', 'Invalid refresh token');
  }
  if (found.grant.revoked || found.replaced) return tokenError('invalid_grant', 'Refresh token revoked');
  if (simulation.clock.now() >= found.grant.refreshExpiresAt) {
    return tokenError('invalid_grant', 'Refresh token expired');
  }
  return tokenAnswer(simulation, found.grant, refreshPart(found.grant, simulation));
}

function refreshPart(grant: Grant, simulation: Simulation): { refresh_token?: string | null } {
  const listener = listenerById(grant.listenerId);
  const mode = listener ? simulation.listenerSettings.of(listener).refreshToken : 'omitted';
  switch (mode) {
    case 'omitted':
      return {};
    case 'null':
      return { refresh_token: null };
    case 'empty':
      return { refresh_token: '' };
    case 'rotate':
      return { refresh_token: simulation.grants.rotate(grant) };
  }
}
