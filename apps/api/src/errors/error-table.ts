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
  /** Text of the page: what happened and what to do. Blank lines separate paragraphs. Without it, the message. */
  remedy?(failure: Failure): string;
  /** Further `extensions`; without it, the details of the error. */
  details?(failure: Failure): ErrorDetails;
  /** The link on the page that most likely helps. */
  readonly action?: { readonly label: string; readonly href: string };
  /** Whether `extensions` names the address that renews the connection to Spotify. */
  readonly reconnect?: true;
}

const SIGN_IN = { label: 'Sign in with Spotify', href: '/auth/spotify' };
const TRY_AGAIN = { label: 'Try again', href: '/auth/spotify' };

/** The errors that this API throws itself, as `ClientError`. */
export const CLIENT_ERRORS = {
  UNAUTHENTICATED: { status: 401, title: 'You are not signed in', action: SIGN_IN },
  FORBIDDEN: { status: 403, title: 'This is not permitted' },
  NOT_FOUND: { status: 404, title: 'There is no such thing' },
  BAD_USER_INPUT: { status: 400, title: 'This request cannot be served' },
  BAD_LINE: { code: 'BAD_USER_INPUT', status: 400, title: 'This file cannot be imported' },
  RATE_LIMIT_EXCEEDED: { code: 'RATE_LIMITED', status: 429, title: 'That was too often' },
  QUERY_TOO_COMPLEX: { status: 400, title: 'This is too much at once' },
  TOO_BUSY: { code: 'RATE_LIMITED', status: 503, title: 'Too much at a time' },
  RETURN_TO_REFUSED: {
    code: 'BAD_REQUEST',
    status: 400,
    title: 'This link leads somewhere else',
    remedy: () =>
      'The link that brought you here asks to send you to another site after signing in. Headliner only returns to its own pages, so nothing was started.\n\nLinks to sign-in take returnTo as a path, such as returnTo=/graphiql.',
    action: SIGN_IN,
  },
  STATE_UNKNOWN: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'This sign-in link has expired',
    remedy: () =>
      'This browser has no pending sign-in that matches the answer from Spotify. The sign-in may have taken longer than ten minutes, been completed already, or been replaced by five newer ones; or your browser blocks cookies.\n\nNothing was changed. Please sign in again.',
    action: SIGN_IN,
  },
  COOKIES_MISSING: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'Your browser sent no sign-in cookie',
    remedy: () =>
      'Headliner needs a cookie to match the answer from Spotify to your sign-in. Either your browser blocks cookies for this site, or the sign-in started at another address, such as localhost instead of 127.0.0.1, or more than ten minutes ago.\n\nNothing was changed. Allow cookies for this site, then sign in again.',
    action: SIGN_IN,
  },
  CONSENT_REFUSED: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'You did not allow it',
    remedy: () =>
      'Spotify reports that you declined. Without the permission to read your top artists there is no chart to keep, so you are not signed in, and nothing was stored.\n\nIf that was not what you meant, sign in again and choose to agree.',
    action: SIGN_IN,
  },
  NOT_ALLOWED: {
    code: 'BAD_REQUEST',
    status: 403,
    title: 'This instance is not open to everyone',
    remedy: () =>
      "Whoever operates this Headliner has named the listeners who may use it, and your Spotify account is not among them. You are not signed in, and nothing was stored.\n\nAsk them to add your Spotify id, which is the last part of your profile's address at Spotify; or take the permission back under Manage apps in your Spotify account.",
  },
  AUTHORIZATION_FAILED: {
    code: 'BAD_REQUEST',
    status: 502,
    title: 'Spotify could not sign you in',
    remedy: () =>
      'Spotify broke off the sign-in without giving a reason that you could do something about. Nothing was changed.\n\nTry again in a few minutes.',
    action: SIGN_IN,
  },
} satisfies Record<string, ErrorRow>;

export type ClientErrorCode = keyof typeof CLIENT_ERRORS;

const MISSING: Record<MissingPermission, string> = {
  LISTENER_NOT_REGISTERED:
    'The Spotify app behind this instance is in development mode, and this listener is not on its list. The owner of the app has to add them under User Management in the Spotify dashboard (5 listeners at most).',
  PREMIUM_MISSING:
    'The owner of the Spotify app behind this instance has no active Premium subscription. It works again by itself once they have.',
  SCOPE_MISSING: 'The permission to read top artists is missing. Sign in again and allow it.',
  UNSPECIFIED: 'Spotify refuses without saying why. The operator can check the app in the Spotify dashboard.',
};

const MISCONFIGURED: Record<Misconfiguration, string> = {
  CLIENT:
    'Spotify does not accept the client settings of this instance. Its operator has to check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET.',
  KEYRING:
    'This instance cannot read the connections that it keeps. Its operator has to check the keyring that KEYRING_FILE names, and start Headliner again. Nothing is lost: signing in again is not needed.',
};

const connectionEnded = (): string =>
  'Spotify no longer accepts this connection. Open reconnectUrl in a browser to renew it; the history stays.';

const UNAVAILABLE = {
  code: 'SPOTIFY_UNAVAILABLE',
  status: 502,
  title: 'Spotify does not answer properly',
  message: () => 'Spotify gives no usable answer at present. Try again in a few minutes.',
  remedy: () =>
    'Spotify gives no usable answer at present. Nothing was changed.\n\nTry again in a few minutes.',
  action: TRY_AGAIN,
} satisfies ErrorRow;

type SpotifyErrors = {
  readonly [Code in SpotifyFailure['code']]: ErrorRow<Extract<SpotifyFailure, { readonly code: Code }>> & {
    readonly code: string;
  };
};

/** The errors of `libs/spotify`. To clients, an unusable answer is none. */
export const SPOTIFY_ERRORS: SpotifyErrors = {
  INVALID_GRANT: {
    code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    status: 403,
    title: 'Spotify did not accept the sign-in',
    message: connectionEnded,
    remedy: () =>
      'The code that Spotify sent you back with has expired or was used already. Nothing was changed.\n\nStart again from here.',
    action: TRY_AGAIN,
    reconnect: true,
  },
  REAUTHORIZATION_REQUIRED: {
    code: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
    status: 403,
    title: 'The connection to Spotify has ended',
    message: connectionEnded,
    remedy: () => 'Sign in again to renew it. The history stays.',
    action: { label: 'Sign in with Spotify', href: '/auth/spotify?reconnect=true' },
    reconnect: true,
  },
  RATE_LIMITED: {
    code: 'SPOTIFY_RATE_LIMITED',
    status: 503,
    title: 'Spotify asks for patience',
    message: ({ cooldown }) =>
      `Spotify accepts no calls from this instance for another ${cooldown.secondsLeft} s. Try again then.`,
    remedy: ({ cooldown }) =>
      `Headliner may not call Spotify for another ${cooldown.secondsLeft} seconds: Spotify asked it to wait, or too many people are signing in right now. Nothing was changed.\n\nTry again in ${cooldown.secondsLeft} seconds.`,
    details: ({ cooldown }) => ({ retryAfterSeconds: cooldown.secondsLeft, reason: cooldown.reason }),
    action: TRY_AGAIN,
  },
  NOT_PERMITTED: {
    code: 'SPOTIFY_NOT_PERMITTED',
    status: 403,
    title: 'Spotify does not permit this sign-in',
    message: ({ missing }) => MISSING[missing],
    details: ({ missing }) => ({ missing }),
    action: TRY_AGAIN,
  },
  MISCONFIGURED: {
    code: 'SPOTIFY_MISCONFIGURED',
    status: 500,
    title: 'Headliner is not set up for Spotify yet',
    message: ({ what }) => MISCONFIGURED[what],
    remedy: () =>
      'Spotify does not accept the client settings of this instance. Nobody can sign in until that is mended; those who are signed in already stay so.\n\nTo the operator: compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the app in the Spotify dashboard, and start Headliner again.',
  },
  UNAVAILABLE,
  MALFORMED_ANSWER: UNAVAILABLE,
};

/** Errors that are not thrown on purpose, recognised by the filter. */
export const OTHER_ERRORS = {
  DATABASE_UNAVAILABLE: {
    code: 'INTERNAL',
    status: 503,
    title: 'Headliner cannot reach its database',
    remedy: () =>
      'The database is unreachable or not writable right now, so there is nothing to show. This is not your fault.\n\nTry again in a moment. If it keeps happening, tell the operator to check PostgreSQL.',
  },
  PAGE_NOT_FOUND: {
    code: 'NOT_FOUND',
    status: 404,
    title: 'There is no such page',
    remedy: () => 'The address may be mistyped, or the page has moved.',
  },
  BAD_REQUEST: { code: 'BAD_REQUEST', status: 400, title: 'This request cannot be served' },
  INTERNAL: {
    code: 'INTERNAL',
    status: 500,
    title: 'Something went wrong inside Headliner',
    remedy: () =>
      'Nothing you did. Try again in a moment; if it stays, its operator finds the cause in the log.',
  },
} satisfies Record<string, ErrorRow>;
