import {
  InvalidGrantError,
  MalformedAnswerError,
  MisconfiguredError,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  type SpotifyFailure,
  UnavailableError,
} from '#spotify';
import { AllowanceUsedUpError } from '../../apps/api/src/graphql/allowance-used-up.error.js';
import type { ApiError } from '../../apps/api/src/graphql/api.error.js';
import { BadLineError } from '../../apps/api/src/graphql/bad-line.error.js';
import { BadUserInputError } from '../../apps/api/src/graphql/bad-user-input.error.js';
import type { ToldError } from '../../apps/api/src/graphql/error-answer.js';
import { ForbiddenError } from '../../apps/api/src/graphql/forbidden.error.js';
import { QueryTooComplexError } from '../../apps/api/src/graphql/limits/query-too-complex.error.js';
import { NotFoundError } from '../../apps/api/src/graphql/not-found.error.js';
import { TooBusyError } from '../../apps/api/src/graphql/too-busy.error.js';
import { UnauthenticatedError } from '../../apps/api/src/graphql/unauthenticated.error.js';

/** One error of each code that the API refuses with; the compiler says where one is missing. */
export const API_ERRORS: Readonly<Record<ApiError['code'], ApiError & ToldError>> = {
  UNAUTHENTICATED: new UnauthenticatedError('nobody'),
  FORBIDDEN: new ForbiddenError('not this one'),
  NOT_FOUND: new NotFoundError('nothing'),
  BAD_USER_INPUT: new BadUserInputError('limit', 'from 1 to 100'),
  BAD_LINE: new BadLineError(1, 'no JSON'),
  ALLOWANCE_USED_UP: new AllowanceUsedUpError('Once', 1),
  QUERY_TOO_COMPLEX: new QueryTooComplexError('COST', 2, 1),
  TOO_BUSY: new TooBusyError('One', 1),
};

const hold = { until: new Date(), secondsLeft: 1, reason: 'RATE_LIMITED' } as const;

/** One failure of each code of the Spotify module. */
export const SPOTIFY_FAILURES: Readonly<Record<SpotifyFailure['code'], SpotifyFailure>> = {
  INVALID_GRANT: new InvalidGrantError(),
  MALFORMED_ANSWER: new MalformedAnswerError('half'),
  MISCONFIGURED: new MisconfiguredError(),
  NOT_PERMITTED: new NotPermittedError('SCOPE_MISSING'),
  RATE_LIMITED: new RateLimitedError(hold),
  REAUTHORIZATION_REQUIRED: new ReauthorizationRequiredError(null),
  UNAVAILABLE: new UnavailableError('away'),
};
