import { createHash, randomBytes } from 'node:crypto';
import { demoClient, type Simulator } from './start-simulator.js';

/** What an app sends and gets; for the specs of the simulator. */
export const REDIRECT_URI = 'http://127.0.0.1:4321/auth/spotify/callback';
export const BASIC = `Basic ${Buffer.from(`${demoClient.id}:${demoClient.secret}`).toString('base64')}`;

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function newPkce(): Pkce {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export function authorizeUrl(simulator: Simulator, pkce: Pkce, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: demoClient.id,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    state: 'st/at&e',
    scope: 'user-top-read',
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  return `${simulator.url}/authorize?${query.toString()}`;
}

export interface TokenReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A call of the token endpoint; fields that are undefined are left out. */
export async function tokenCall(
  simulator: Simulator,
  fields: Record<string, string | undefined>,
  headers: Record<string, string> = { authorization: BASIC },
): Promise<TokenReply> {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const response = await fetch(`${simulator.url}/api/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(given),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Signs a listener in without a page; resolves to the code. */
export async function codeFor(simulator: Simulator, pkce: Pkce, listener = 'demo_01'): Promise<string> {
  const back = new URL(await simulator.control.decide(authorizeUrl(simulator, pkce), listener));
  return back.searchParams.get('code') ?? '';
}

export function exchange(
  simulator: Simulator,
  code: string,
  pkce: Pkce,
  more: Record<string, string | undefined> = {},
): Promise<TokenReply> {
  const grant_type = 'authorization_code';
  return tokenCall(simulator, {
    grant_type,
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: pkce.verifier,
    ...more,
  });
}

export function refreshWith(simulator: Simulator, refreshToken: string): Promise<TokenReply> {
  return tokenCall(simulator, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** A web API call with a bearer token. */
export function apiCall(simulator: Simulator, path: string, accessToken: string): Promise<Response> {
  return fetch(`${simulator.url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
}

export interface Page {
  readonly items: ({ id: string; name: string; images: unknown[] } & Record<string, unknown>)[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly next: string | null;
  readonly previous: string | null;
}

export const TOP = '/v1/me/top/artists?limit=50';

/** A page of top artists, as parsed JSON: a spoiled answer may be something else altogether. */
export async function pageOf(simulator: Simulator, accessToken: string, path = TOP): Promise<Page> {
  return (await (await apiCall(simulator, path, accessToken)).json()) as Page;
}
