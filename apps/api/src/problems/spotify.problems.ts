import type { SpotifyFailure } from '#spotify';
import { remedy } from '../graphql/remedy.js';
import type { Problem } from '../pages/problem.js';

const TRY_AGAIN = { label: 'Try again', href: '/auth/spotify' };

/** What a person reads when Spotify stands in the way of a page. Without a default, so that no error is forgotten. */
export function spotifyProblem(error: SpotifyFailure): Problem {
  switch (error.code) {
    case 'INVALID_GRANT':
      return {
        status: 403,
        title: 'Spotify did not accept the sign-in',
        explanation:
          'The code that Spotify sent you back with has expired or was used already. Nothing was changed.\n\nStart again from here.',
        action: TRY_AGAIN,
      };
    case 'REAUTHORIZATION_REQUIRED':
      return {
        status: 403,
        title: 'The connection to Spotify has ended',
        explanation: 'Sign in again to renew it. The history stays.',
        action: { label: 'Sign in with Spotify', href: '/auth/spotify?reconnect=true' },
      };
    case 'RATE_LIMITED':
      return {
        status: 503,
        title: 'Spotify asks for patience',
        explanation: `Headliner may not call Spotify for another ${error.hold.secondsLeft} seconds: Spotify asked it to wait, or too many people are signing in right now. Nothing was changed.\n\nTry again in ${error.hold.secondsLeft} seconds.`,
        action: TRY_AGAIN,
      };
    case 'NOT_PERMITTED':
      return {
        status: 403,
        title: 'Spotify does not permit this sign-in',
        explanation: remedy(error.missing),
        action: TRY_AGAIN,
      };
    case 'MISCONFIGURED':
      return {
        status: 500,
        title: 'Headliner is not set up for Spotify yet',
        explanation:
          'Spotify does not accept the client settings of this instance. Nobody can sign in until that is mended; those who are signed in already stay so.\n\nTo the operator: compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the app in the Spotify dashboard, and start Headliner again.',
      };
    case 'UNAVAILABLE':
    case 'MALFORMED_ANSWER':
      return {
        status: 502,
        title: 'Spotify does not answer properly',
        explanation:
          'Spotify gives no usable answer at present. Nothing was changed.\n\nTry again in a few minutes.',
        action: TRY_AGAIN,
      };
  }
}
