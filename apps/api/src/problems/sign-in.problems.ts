import type { SignInProblemKind } from '../auth/sign-in.problem.js';
import type { Problem } from '../pages/problem.js';

const START_AGAIN = { label: 'Sign in with Spotify', href: '/auth/spotify' };

const PROBLEMS: Record<SignInProblemKind, Problem> = {
  RETURN_TO_REFUSED: {
    status: 400,
    title: 'This link leads somewhere else',
    explanation:
      'The link that brought you here asks to send you to another site after signing in. Headliner only returns to its own pages, so nothing was started.\n\nLinks to sign-in take returnTo as a path, such as returnTo=/graphiql.',
    action: START_AGAIN,
  },
  STATE_UNKNOWN: {
    status: 403,
    title: 'This sign-in is not under way here',
    explanation:
      'Spotify sent you back, but this browser has no sign-in waiting for that answer. The sign-in may have taken longer than ten minutes, been used already, or been displaced by five newer ones; or your browser blocks cookies.\n\nNothing was changed. Start again from here.',
    action: START_AGAIN,
  },
  COOKIES_MISSING: {
    status: 403,
    title: 'This sign-in is not under way here',
    explanation:
      'Spotify sent you back, but your browser sent no cookie that shows which sign-in this is. Either it blocks cookies for this site, or the sign-in began at another address, such as localhost instead of 127.0.0.1, or more than ten minutes ago.\n\nNothing was changed. Allow cookies for this site, then start again from here.',
    action: START_AGAIN,
  },
  CONSENT_REFUSED: {
    status: 403,
    title: 'You did not allow it',
    explanation:
      'Spotify reports that you declined. Without the permission to read your top artists there is no chart to keep, so you are not signed in, and nothing was stored.\n\nIf that was not what you meant, sign in again and choose to agree.',
    action: START_AGAIN,
  },
  NOT_ALLOWED: {
    status: 403,
    title: 'This instance is not open to everyone',
    explanation:
      "Whoever operates this Headliner has named the listeners who may use it, and your Spotify account is not among them. You are not signed in, and nothing was stored.\n\nAsk them to add your Spotify id, which is the last part of your profile's address at Spotify; or take the permission back under Manage apps in your Spotify account.",
  },
  AUTHORIZATION_FAILED: {
    status: 502,
    title: 'Spotify could not sign you in',
    explanation:
      'Spotify broke off the sign-in without giving a reason that you could do something about. Nothing was changed.\n\nTry again in a few minutes.',
    action: START_AGAIN,
  },
};

/** What a person reads about a sign-in that could not go on. */
export function signInProblem(kind: SignInProblemKind): Problem {
  return PROBLEMS[kind];
}
