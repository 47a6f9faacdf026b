import { z } from 'zod';
import type { RegisteredClient } from '../simulation.js';
import { createHash } from 'node:crypto';

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/?]|$)/;
const LOOPBACK_WITHOUT_PORT = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?=[/?]|$)(.*)$/;

/** Whether Spotify lets an app register this address: https except `localhost`, or http on a loopback address. */
export function isRegistrable(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  if (hostname === 'localhost' || username !== '' || password !== '') return false;
  return protocol === 'https:' || LOOPBACK.test(uri);
}

/** Whether the address equals a registered one. A registered loopback address without a port matches every port. */
export function isRegistered(requested: string, registered: readonly string[]): boolean {
  return registered.some((uri) => {
    if (uri === requested) return true;
    const [, origin, rest] = LOOPBACK_WITHOUT_PORT.exec(uri) ?? [];
    if (origin === undefined || rest === undefined) return false;
    const port = /^:(\d{1,5})/.exec(requested.slice(origin.length))?.[1];
    return port !== undefined && Number(port) <= 65_535 && requested === `${origin}:${port}${rest}`;
  });
}

/** A code challenge of method S256: a SHA-256 in base64url. */
export const CODE_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
/** RFC 7636, section 4.1. */
const CODE_VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** Whether a verifier matches the challenge of its authorization request (RFC 7636, section 4.6). Rejects a verifier without a challenge. */
export function matchesChallenge(verifier: string | undefined, challenge: string | undefined): boolean {
  if (verifier === undefined || challenge === undefined) return verifier === challenge;
  return (
    CODE_VERIFIER.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge
  );
}

const parametersSchema = z.object({
  client_id: z.string().optional(),
  response_type: z.string().optional(),
  redirect_uri: z.string().optional(),
  state: z.string().optional(),
  scope: z.string().default(''),
  show_dialog: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  /** An extension of the simulator: the listener to preselect or to sign in. */
  listener: z.string().optional(),
});

/** A valid authorization request. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scope: string;
  readonly showDialog: boolean;
  readonly codeChallenge: string | undefined;
  readonly listenerId: string | undefined;
  /** The parameters as received. The consent form repeats them. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type CheckedRequest =
  | { readonly outcome: 'valid'; readonly request: AuthorizeRequest }
  /** Shown on a page, since no redirect address can be trusted. */
  | { readonly outcome: 'page'; readonly message: string }
  /** Sent to the app. */
  | { readonly outcome: 'redirect'; readonly to: string };

const SCOPE = /^[a-z]+(-[a-z]+)+$|^streaming$/;

/** Validates an authorization request in Spotify's order: client, redirect URI, other parameters. */
export function checkAuthorizeRequest(parameters: unknown, client: RegisteredClient): CheckedRequest {
  const parsed = parametersSchema.safeParse(parameters);
  if (!parsed.success) return page('A parameter is repeated.');
  const query = parsed.data;
  if (query.client_id !== client.id) return page('INVALID_CLIENT: Invalid client');
  if (query.redirect_uri === undefined || !isRegistered(query.redirect_uri, client.redirectUris)) {
    return page('INVALID_CLIENT: Invalid redirect URI');
  }
  const redirectUri = query.redirect_uri;
  const rejected = (error: string, description: string): CheckedRequest => ({
    outcome: 'redirect',
    to: callbackUrl({ redirectUri, state: query.state }, { error, error_description: description }),
  });
  if (query.response_type !== 'code')
    return rejected('unsupported_response_type', 'response_type must be code');
  const scopes = query.scope.split(' ').filter(Boolean);
  if (!scopes.every((scope) => SCOPE.test(scope))) return rejected('invalid_scope', 'Invalid scope');
  if (
    query.code_challenge === undefined ? query.code_challenge_method : query.code_challenge_method !== 'S256'
  ) {
    return rejected('invalid_request', 'code_challenge_method must be S256');
  }
  if (query.code_challenge !== undefined && !CODE_CHALLENGE.test(query.code_challenge)) {
    return rejected('invalid_request', 'code_challenge must be a SHA-256 in base64url');
  }
  return {
    outcome: 'valid',
    request: {
      clientId: client.id,
      redirectUri,
      state: query.state,
      scope: scopes.join(' '),
      showDialog: query.show_dialog === 'true',
      codeChallenge: query.code_challenge,
      listenerId: query.listener,
      parameters: Object.fromEntries(
        Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    },
  };
}

/** Returns the app's redirect URI with the given parameters and its state. */
export function callbackUrl(
  to: Pick<AuthorizeRequest, 'redirectUri' | 'state'>,
  parameters: Readonly<Record<string, string>>,
): string {
  const url = new URL(to.redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
  if (to.state !== undefined) url.searchParams.append('state', to.state);
  return url.href;
}

function page(message: string): CheckedRequest {
  return { outcome: 'page', message };
}
