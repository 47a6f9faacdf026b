import type { Request } from 'express';
import type { Answer } from '../answer.js';
import { listenerById, type SimulatedListener } from '../listeners/listeners.js';
import type { Simulation } from '../simulation.js';
import type { Grant } from '../state/grant.js';
import { apiError } from './api-error.js';

export type Caller =
  { readonly listener: SimulatedListener; readonly grant: Grant } | { readonly refusal: Answer };

/** The access token of a request, as it stands in the header. */
function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
}

/** Whose token the request carries, be it still valid or not. */
export function holderOf(
  request: Request,
  simulation: Simulation,
): { listener: string | null; grant: string | null } {
  const found = simulation.grants.findByAccessToken(bearerToken(request) ?? '');
  return { listener: found?.grant.listenerId ?? null, grant: found?.grant.id ?? null };
}

/** Lets in who holds a valid access token; a revoked grant takes its access tokens with it. */
export function authenticate(request: Request, simulation: Simulation): Caller {
  if (request.get('authorization') === undefined) return unauthorized('No token provided');
  const token = bearerToken(request);
  if (token === undefined) return { refusal: apiError(400, 'Only valid bearer authentication supported') };
  const found = simulation.grants.findByAccessToken(token);
  const listener = found && listenerById(found.grant.listenerId);
  if (!listener || found.grant.revoked) return unauthorized('Invalid access token');
  if (simulation.clock.now() >= found.expiresAt) return unauthorized('The access token expired');
  return { listener, grant: found.grant };
}

function unauthorized(message: string): Caller {
  const challenge = `Bearer realm="spotify", error="invalid_token", error_description="${message}"`;
  return { refusal: apiError(401, message, { 'www-authenticate': challenge }) };
}
