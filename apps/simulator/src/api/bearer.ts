import type { Request } from 'express';
import { type SimulatedResponse, jsonResponse } from '../endpoint.js';
import { listenerById, type SimulatedListener } from '../listeners.js';
import type { Simulation } from '../simulation.js';
import type { Grant } from '../state/grants.js';

/** Returns an error in the shape of Spotify's web API. */
export function apiError(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return jsonResponse(status, { error: { status, message } }, headers);
}

export type Caller =
  | { readonly listener: SimulatedListener; readonly grant: Grant }
  | { readonly refusal: SimulatedResponse };

/** Returns the access token of a request. */
function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
}

/** Returns whose token the request has, valid or not. */
export function tokenHolder(
  request: Request,
  simulation: Simulation,
): { listener: string | null; grant: string | null } {
  const match = simulation.grants.findByAccessToken(bearerToken(request) ?? '');
  return { listener: match?.grant.listenerId ?? null, grant: match?.grant.id ?? null };
}

/** Authenticates a request by its access token. A revoked grant invalidates its access tokens. */
export function authenticate(request: Request, simulation: Simulation): Caller {
  if (request.get('authorization') === undefined) return unauthorized('No token provided');
  const token = bearerToken(request);
  if (token === undefined) return { refusal: apiError(400, 'Only valid bearer authentication supported') };
  const match = simulation.grants.findByAccessToken(token);
  const listener = match && listenerById(match.grant.listenerId);
  if (!listener || match.grant.revoked) return unauthorized('Invalid access token');
  if (simulation.clock.now() >= match.expiresAt) return unauthorized('The access token expired');
  return { listener, grant: match.grant };
}

function unauthorized(message: string): Caller {
  const challenge = `Bearer realm="spotify", error="invalid_token", error_description="${message}"`;
  return { refusal: apiError(401, message, { 'www-authenticate': challenge }) };
}
