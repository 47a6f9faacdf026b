import type { Request } from 'express';
import { type SimulatedResponse, type Endpoint, jsonResponse } from '../endpoint.js';
import type { Simulation, RegisteredClient } from '../simulation.js';
import { matchesChallenge } from '../authorize/authorize-request.js';
import { listenerById } from '../listeners.js';
import type { Grant } from '../state/grants.js';

/** `POST /api/token`: exchanges codes and refresh tokens for access tokens. */
export function tokenEndpoint(simulation: Simulation): Endpoint {
  return {
    name: 'token',
    identify(request) {
      const grantType = formField(request, 'grant_type') ?? null;
      const grant = simulation.grants.findByRefreshToken(formField(request, 'refresh_token') ?? '')?.grant;
      const approved = simulation.codes.peek(formField(request, 'code') ?? '');
      const listener = grant?.listenerId ?? approved?.listenerId ?? null;
      return { grantType, grant: grant?.id ?? null, listener };
    },
    answer(request: Request): SimulatedResponse {
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

/** Exchanges an authorization code for the tokens of a new grant. The attempt redeems the code even if it fails. */
export function exchangeCode(request: Request, simulation: Simulation): SimulatedResponse {
  const code = formField(request, 'code');
  const redirectUri = formField(request, 'redirect_uri');
  if (code === undefined) return tokenError('invalid_request', 'code must be supplied');
  if (redirectUri === undefined) return tokenError('invalid_request', 'redirect_uri must be supplied');

  const approved = simulation.codes.redeem(code, simulation.clock.now());
  if (approved?.clientId !== simulation.settings.client.id) {
    return tokenError('invalid_grant', 'Invalid authorization code');
  }
  if (approved.redirectUri !== redirectUri) return tokenError('invalid_grant', 'Invalid redirect URI');
  if (!matchesChallenge(formField(request, 'code_verifier'), approved.codeChallenge)) {
    return tokenError('invalid_grant', 'code_verifier was incorrect');
  }

  const { clientId, listenerId, scope, approvedAt } = approved;
  const { grant, refreshToken } = simulation.grants.open({
    clientId,
    listenerId,
    scope,
    consentedAt: approvedAt,
  });
  return tokenResponse(simulation, grant, { refresh_token: refreshToken });
}

/** Issues an access token for a valid refresh token. Does not extend the grant. */
export function refresh(request: Request, simulation: Simulation): SimulatedResponse {
  const token = formField(request, 'refresh_token');
  if (token === undefined) return tokenError('invalid_request', 'refresh_token must be supplied');

  const match = simulation.grants.findByRefreshToken(token);
  if (match?.grant.clientId !== simulation.settings.client.id) {
    return tokenError('invalid_grant', 'Invalid refresh token');
  }
  if (match.grant.revoked || match.replaced) return tokenError('invalid_grant', 'Refresh token revoked');
  if (simulation.clock.now() >= match.grant.refreshExpiresAt) {
    return tokenError('invalid_grant', 'Refresh token expired');
  }
  return tokenResponse(simulation, match.grant, newRefreshToken(match.grant, simulation));
}

function newRefreshToken(grant: Grant, simulation: Simulation): { refresh_token?: string | null } {
  const listener = listenerById(grant.listenerId);
  const mode = listener ? simulation.listenerSettings.get(listener).refreshToken : 'omitted';
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

/** Returns an answer with a new access token, and a refresh token if given. */
export function tokenResponse(
  simulation: Simulation,
  grant: Grant,
  extra: { readonly refresh_token?: string | null },
): SimulatedResponse {
  const seconds = simulation.settings.accessTokenLifetimeSeconds;
  const access_token = simulation.grants.issueAccessToken(grant, simulation.clock.now(), seconds);
  simulation.save();
  return jsonResponse(
    200,
    { access_token, token_type: 'Bearer', scope: grant.scope, expires_in: seconds, ...extra },
    { 'cache-control': 'no-store' },
  );
}

export type TokenErrorCode =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'unsupported_grant_type';

/** Returns an error of the token endpoint. Spotify always answers 400, even for a wrong client. */
export function tokenError(error: TokenErrorCode, description: string): SimulatedResponse {
  return jsonResponse(400, { error, error_description: description }, { 'cache-control': 'no-store' });
}

/** Whether the request has the client's id and secret, in a Basic header or else in the body. */
export function isFromClient(request: Request, client: RegisteredClient): boolean {
  const credentials = basicCredentials(request) ?? {
    id: formField(request, 'client_id'),
    secret: formField(request, 'client_secret'),
  };
  return credentials.id === client.id && credentials.secret === client.secret;
}

function basicCredentials(request: Request): { id: string; secret: string } | undefined {
  const header = request.get('authorization');
  if (header === undefined) return undefined;
  const encoded = /^Basic +([A-Za-z0-9+/_-]+=*)$/i.exec(header)?.[1] ?? '';
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? { id: '', secret: '' } : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

/** Returns a field of a form-encoded body; undefined if it is missing, repeated or empty. */
export function formField(request: Request, name: string): string | undefined {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
