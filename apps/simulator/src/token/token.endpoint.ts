import type { Request } from 'express';
import type { Answer } from '../answer.js';
import type { Endpoint } from '../endpoint.js';
import type { Simulation } from '../simulation.js';
import { exchangeCode } from './authorization-code.js';
import { isFromClient } from './client-credentials.js';
import { formField } from './form-field.js';
import { refresh } from './refresh.js';
import { tokenError } from './token-error.js';

/** `POST /api/token`: codes and refresh tokens against access tokens. */
export function tokenEndpoint(simulation: Simulation): Endpoint {
  return {
    name: 'token',
    identify(request) {
      const grantType = formField(request, 'grant_type') ?? null;
      const known = simulation.grants.findByRefreshToken(formField(request, 'refresh_token') ?? '')?.grant;
      const approved = simulation.codes.peek(formField(request, 'code') ?? '');
      const listener = known?.listenerId ?? approved?.listenerId ?? null;
      return { grantType, grant: known?.id ?? null, listener };
    },
    answer(request: Request): Answer {
      if (!isFromClient(request, simulation.settings.client)) {
        return tokenError('invalid_client', 'Invalid client');
      }
      const grantType = formField(request, 'grant_type');
      if (grantType === 'authorization_code') return exchangeCode(request, simulation);
      if (grantType === 'refresh_token') return refresh(request, simulation);
      return tokenError(
        'unsupported_grant_type',
        grantType === undefined ? 'grant_type parameter is missing' : 'grant_type is not supported',
      );
    },
  };
}
