import { z } from 'zod';
import type { RegisteredClient } from '../simulation.js';
import { CODE_CHALLENGE } from './pkce.js';
import { isRegistered } from './redirect-uri.js';

const parametersSchema = z.object({
  client_id: z.string().optional(),
  response_type: z.string().optional(),
  redirect_uri: z.string().optional(),
  state: z.string().optional(),
  scope: z.string().default(''),
  show_dialog: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  /** The simulator's own: which listener to offer first, or to be. */
  listener: z.string().optional(),
});

/** An authorization request that may be shown to the listener. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scope: string;
  readonly showDialog: boolean;
  readonly codeChallenge: string | undefined;
  readonly listenerId: string | undefined;
  /** The parameters as they came: the form repeats them. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type CheckedRequest =
  | { readonly verdict: 'good'; readonly request: AuthorizeRequest }
  /** Told to the person, for there is no address to be trusted. */
  | { readonly verdict: 'page'; readonly message: string }
  /** Told to the app. */
  | { readonly verdict: 'redirect'; readonly to: string };

const KNOWN_SCOPE = /^[a-z]+(-[a-z]+)+$|^streaming$/;

/** Checks the parameters of an authorization request, in Spotify's order: client, address, all the rest. */
export function checkAuthorizeRequest(parameters: unknown, client: RegisteredClient): CheckedRequest {
  const parsed = parametersSchema.safeParse(parameters);
  if (!parsed.success) return page('A parameter came more than once.');
  const asked = parsed.data;
  if (asked.client_id !== client.id) return page('INVALID_CLIENT: Invalid client');
  if (asked.redirect_uri === undefined || !isRegistered(asked.redirect_uri, client.redirectUris)) {
    return page('INVALID_CLIENT: Invalid redirect URI');
  }
  const redirectUri = asked.redirect_uri;
  const refused = (error: string, why: string): CheckedRequest => ({
    verdict: 'redirect',
    to: backTo({ redirectUri, state: asked.state }, { error, error_description: why }),
  });
  if (asked.response_type !== 'code')
    return refused('unsupported_response_type', 'response_type must be code');
  const scopes = asked.scope.split(' ').filter(Boolean);
  if (!scopes.every((scope) => KNOWN_SCOPE.test(scope))) return refused('invalid_scope', 'Invalid scope');
  if (
    asked.code_challenge === undefined ? asked.code_challenge_method : asked.code_challenge_method !== 'S256'
  ) {
    return refused('invalid_request', 'code_challenge_method must be S256');
  }
  if (asked.code_challenge !== undefined && !CODE_CHALLENGE.test(asked.code_challenge)) {
    return refused('invalid_request', 'code_challenge must be a SHA-256 in base64url');
  }
  return {
    verdict: 'good',
    request: {
      clientId: client.id,
      redirectUri,
      state: asked.state,
      scope: scopes.join(' '),
      showDialog: asked.show_dialog === 'true',
      codeChallenge: asked.code_challenge,
      listenerId: asked.listener,
      parameters: Object.fromEntries(
        Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    },
  };
}

/** The app's address with what it is to be told, and its state. */
export function backTo(
  to: Pick<AuthorizeRequest, 'redirectUri' | 'state'>,
  told: Readonly<Record<string, string>>,
): string {
  const url = new URL(to.redirectUri);
  for (const [name, value] of Object.entries(told)) url.searchParams.append(name, value);
  if (to.state !== undefined) url.searchParams.append('state', to.state);
  return url.href;
}

function page(message: string): CheckedRequest {
  return { verdict: 'page', message };
}
