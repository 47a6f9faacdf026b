import { InvalidGrantError } from './invalid-grant.error.js';
import { MalformedAnswerError } from './malformed-answer.error.js';
import { MisconfiguredError } from './misconfigured.error.js';
import { NotPermittedError } from './not-permitted.error.js';
import { RateLimitedError } from './rate-limited.error.js';
import { ReauthorizationRequiredError } from './reauthorization-required.error.js';
import { UnavailableError } from './unavailable.error.js';

const FAILURES = [
  InvalidGrantError,
  MalformedAnswerError,
  MisconfiguredError,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  UnavailableError,
] as const;

/** Every error that leaves this room, told apart by `code`. */
export type SpotifyFailure = InstanceType<(typeof FAILURES)[number]>;

export function isSpotifyFailure(error: unknown): error is SpotifyFailure {
  return FAILURES.some((failure) => error instanceof failure);
}
