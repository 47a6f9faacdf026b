import {
  InvalidGrantError,
  MalformedResponseError,
  MisconfiguredError,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  type SpotifyFailure,
  UnavailableError,
} from '#spotify';
import { ClientError } from '../../apps/api/src/errors/client-error.js';
import { CLIENT_ERRORS, type ClientErrorCode } from '../../apps/api/src/errors/error-table.js';

/** One error for each code with which the API rejects requests. */
export const CLIENT_FAILURES: readonly ClientError[] = (Object.keys(CLIENT_ERRORS) as ClientErrorCode[]).map(
  (code) => new ClientError(code),
);

const cooldown = { until: new Date(), secondsLeft: 1, reason: 'RATE_LIMITED' } as const;

/** One failure for each code of the Spotify client. */
export const SPOTIFY_FAILURES: Readonly<Record<SpotifyFailure['code'], SpotifyFailure>> = {
  INVALID_GRANT: new InvalidGrantError(),
  MALFORMED_RESPONSE: new MalformedResponseError('half'),
  MISCONFIGURED: new MisconfiguredError(),
  NOT_PERMITTED: new NotPermittedError('SCOPE_MISSING'),
  RATE_LIMITED: new RateLimitedError(cooldown),
  REAUTHORIZATION_REQUIRED: new ReauthorizationRequiredError(null),
  UNAVAILABLE: new UnavailableError('away'),
};
