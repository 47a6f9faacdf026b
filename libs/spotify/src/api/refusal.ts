import { type MissingPermission, NotPermittedError } from '../errors/not-permitted.error.js';
import type { SpotifyError } from '../errors/spotify.error.js';
import { UnauthorizedError } from '../errors/unauthorized.error.js';
import { UnavailableError } from '../errors/unavailable.error.js';
import type { HttpAnswer } from '../http/bounded-http.js';

/** What an answer other than 200 and 429 of the web API means. */
export function refusal(answer: HttpAnswer): SpotifyError {
  if (answer.status === 401) return new UnauthorizedError();
  if (answer.status === 403) return new NotPermittedError(missingPermission(answer.body));
  return new UnavailableError(`the web API answered ${answer.status}`);
}

/** Spotify tells its three refusals apart by text alone; an empty body is a missing scope. */
function missingPermission(body: string): MissingPermission {
  if (body.trim() === '' || /scope/i.test(body)) return 'SCOPE_MISSING';
  if (/not registered/i.test(body)) return 'LISTENER_NOT_REGISTERED';
  if (/premium/i.test(body)) return 'PREMIUM_MISSING';
  return 'UNSPECIFIED';
}
