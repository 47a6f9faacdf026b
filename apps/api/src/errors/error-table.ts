import type { Misconfiguration, MissingPermission, SpotifyFailure } from '#spotify';

/** Values of `extensions` beside the code. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** What clients and people learn about one kind of error. */
export interface ErrorRow<Failure extends Error = Error> {
  /** `extensions.code`; without it, the key of the row. */
  readonly code?: string;
  /** HTTP status of a page, a file, or an operation that is rejected before execution. */
  readonly status: number;
  /** Title of the page. */
  readonly title: string;
  /** Text for programs; without it, the message of the error. */
  message?(failure: Failure): string;
  /** Text of the page: what happened and what to do. Without it, the text for programs. */
  readonly remedy?: string;
  /** Further `extensions`; without it, the details of the error. */
  details?(failure: Failure): ErrorDetails;
  /** The link on the page that most likely helps. */
  readonly action?: { readonly label: string; readonly href: string };
  /** Whether `extensions` has the address that renews the connection to Spotify. */
  readonly reconnect?: true;
}

const SIGN_IN = { label: 'Sign in with Spotify', href: '/auth/spotify' };
const TRY_AGAIN = { label: 'Try again', href: '/auth/spotify' };

/** The errors that this API throws itself, as `ClientError`. */
export const CLIENT_ERRORS = {
  UNAUTHENTICATED: { status: 401, title: 'You are not signed in', action: SIGN_IN },
  FORBIDDEN: { status: 403, title: 'Not permitted' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  BAD_USER_INPUT: { status: 400, title: 'Invalid request' },
  BAD_LINE: { code: 'BAD_USER_INPUT', status: 400, title: 'This file cannot be imported' },
  RATE_LIMIT_EXCEEDED: { code: 'RATE_LIMITED', status: 429, title: 'Too many requests' },
  QUERY_TOO_COMPLEX: { status: 400, title: 'Query too complex' },
  TOO_BUSY: { code: 'RATE_LIMITED', status: 503, title: 'Headliner is busy' },
  RETURN_TO_REFUSED: {
    code: 'BAD_REQUEST',
    status: 400,
    title: 'This sign-in link is invalid',
    remedy:
      'It would send you to another site after signing in, but returnTo has to be a path, such as /graphiql. Sign in from here instead.',
    action: SIGN_IN,
  },
  STATE_UNKNOWN: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'This sign-in link has expired',
    remedy:
      'The sign-in took longer than ten minutes, was already completed, or your browser blocks cookies. Nothing was changed; please sign in again.',
    action: SIGN_IN,
  },
  COOKIES_MISSING: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'Your browser sent no sign-in cookie',
    remedy:
      'Your browser blocks cookies for this site, or you started at another address, such as localhost instead of 127.0.0.1. Allow cookies, then sign in again.',
    action: SIGN_IN,
  },
  CONSENT_REFUSED: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'You cancelled the sign-in',
    remedy:
      'Headliner needs your permission at Spotify to read your top artists. Nothing was stored, and you can sign in at any time.',
    action: SIGN_IN,
  },
  NOT_ALLOWED: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'You do not have access to this instance',
    remedy:
      "Its operator has chosen who may use it, and your Spotify account is not on the list. Ask them to add your Spotify ID, the last part of your profile's address; nothing was stored.",
  },
  AUTHORIZATION_FAILED: {
    code: 'BAD_REQUEST',
    status: 502,
    title: 'Spotify could not sign you in',
    remedy: 'Spotify ended the sign-in with an error. Nothing was changed; try again in a few minutes.',
    action: SIGN_IN,
  },
} satisfies Record<string, ErrorRow>;

export type ClientErrorCode = keyof typeof CLIENT_ERRORS;

const MISSING: Record<MissingPermission, string> = {
  LISTENER_NOT_REGISTERED:
    'The Spotify app of this instance is in development mode and does not list this Spotify account. Its owner can add up to 5 under User Management in the Spotify dashboard.',
  PREMIUM_MISSING:
    "The Spotify app of this instance does not work because its owner's Premium subscription has ended. It works again once they renew it.",
  SCOPE_MISSING: 'The permission to read top artists is missing. Sign in again and allow it.',
  UNSPECIFIED:
    'Spotify refused this request without a reason. The operator can check the app in the Spotify dashboard.',
};

const MISCONFIGURED: Record<Misconfiguration, string> = {
  CLIENT:
    'Spotify rejects the client ID or secret of this instance. The operator has to correct SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET and restart Headliner.',
  KEYRING:
    'This instance cannot decrypt its Spotify tokens. The operator has to restore the keyring in KEYRING_FILE and restart Headliner; no one has to sign in again.',
};

const connectionEnded = (): string =>
  'The connection to Spotify has ended. Open reconnectUrl in a browser to renew it; the history stays.';

const UNAVAILABLE = {
  code: 'SPOTIFY_UNAVAILABLE',
  status: 502,
  title: 'Spotify is not available',
  message: () => 'Spotify is not answering properly. Try again in a few minutes.',
  action: TRY_AGAIN,
} satisfies ErrorRow;

type SpotifyErrors = {
  readonly [Code in SpotifyFailure['code']]: ErrorRow<Extract<SpotifyFailure, { readonly code: Code }>> & {
    readonly code: string;
  };
};

/** The errors of `libs/spotify`. A malformed response counts as no response. */
export const SPOTIFY_ERRORS: SpotifyErrors = {
  INVALID_GRANT: {
    code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    status: 403,
    title: 'Spotify did not accept the sign-in',
    message: connectionEnded,
    remedy: 'The code from Spotify has expired or was already used. Nothing was changed; please try again.',
    action: TRY_AGAIN,
    reconnect: true,
  },
  REAUTHORIZATION_REQUIRED: {
    code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    status: 403,
    title: 'Your connection to Spotify has ended',
    message: connectionEnded,
    remedy: 'Sign in again to renew it. Your history stays.',
    action: { ...SIGN_IN, href: '/auth/spotify?reconnect=true' },
    reconnect: true,
  },
  RATE_LIMITED: {
    code: 'SPOTIFY_RATE_LIMITED',
    status: 503,
    title: 'Spotify is limiting requests',
    message: ({ cooldown }) =>
      `This instance has reached a limit on calls to Spotify. Try again in ${cooldown.secondsLeft} s.`,
    details: ({ cooldown }) => ({ retryAfterSeconds: cooldown.secondsLeft, reason: cooldown.reason }),
    action: TRY_AGAIN,
  },
  NOT_PERMITTED: {
    code: 'SPOTIFY_NOT_PERMITTED',
    status: 403,
    title: 'Spotify refused access',
    message: ({ missing }) => MISSING[missing],
    details: ({ missing }) => ({ missing }),
    action: TRY_AGAIN,
  },
  MISCONFIGURED: {
    code: 'SPOTIFY_MISCONFIGURED',
    status: 500,
    title: 'Headliner is not set up for Spotify',
    message: ({ what }) => MISCONFIGURED[what],
  },
  UNAVAILABLE,
  MALFORMED_RESPONSE: UNAVAILABLE,
};

/** Errors from elsewhere, recognised by the filter. */
export const OTHER_ERRORS = {
  DATABASE_UNAVAILABLE: {
    code: 'INTERNAL',
    status: 503,
    title: 'Headliner cannot reach its database',
    remedy:
      'This is not your fault. Try again in a moment; if it keeps happening, ask the operator to check PostgreSQL.',
  },
  PAGE_NOT_FOUND: {
    code: 'NOT_FOUND',
    status: 404,
    title: 'Page not found',
    remedy: 'The address may be mistyped, or the page has moved.',
  },
  BAD_REQUEST: { code: 'BAD_REQUEST', status: 400, title: 'Invalid request' },
  INTERNAL: {
    code: 'INTERNAL',
    status: 500,
    title: 'Something went wrong',
    remedy:
      'This is not your fault. Try again in a moment; if it keeps happening, send the operator this reference.',
  },
} satisfies Record<string, ErrorRow>;
