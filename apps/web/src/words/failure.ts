import type { CombinedError } from 'urql';
import { waitInWords } from './wait.js';

/** What a page says of a question that was not answered: what is wrong, and what helps. */
export interface FailureWords {
  readonly title: string;
  readonly text: string;
  /** The one way on that helps; without it, asking again does. */
  readonly wayOn?: { readonly label: string; readonly href: string };
}

interface Failed {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Puts an error into words; `here` is where to come back to after signing in, as path and query. */
export function failureWords(error: Pick<CombinedError, 'graphQLErrors'>, here: string): FailureWords {
  const [failed] = error.graphQLErrors;
  if (!failed) return unreachable;
  return errorWords({ message: failed.message, extensions: failed.extensions ?? {} }, here);
}

const unreachable: FailureWords = {
  title: 'Headliner did not answer',
  text: 'It may be restarting, or your connection may be down. Nothing that is recorded is lost.',
};

/** Puts one error of the API into words: those of GraphQL, and of other routes, have the same shape. */
export function errorWords({ message, extensions }: Failed, here: string): FailureWords {
  const { code, reconnectUrl, retryAfterSeconds, correlationId } = extensions;
  switch (code) {
    case 'UNAUTHENTICATED':
      return {
        title: 'You are signed out',
        text: 'Your session has ended. Connect again, and you come back to this page.',
        wayOn: { label: 'Connect with Spotify', href: `/auth/spotify?returnTo=${encodeURIComponent(here)}` },
      };
    case 'SPOTIFY_REAUTHORIZATION_REQUIRED':
      return {
        title: 'The connection to Spotify has ended',
        text: 'Spotify asks for your consent anew every six months. What is recorded stays.',
        wayOn: { label: 'Reconnect', href: withReturn(String(reconnectUrl), here) },
      };
    case 'RATE_LIMITED':
    case 'SPOTIFY_RATE_LIMITED':
      return { title: 'A little patience', text: patience(message, retryAfterSeconds) };
    case 'BAD_USER_INPUT':
      return {
        title: 'That cannot be shown',
        text: message,
        wayOn: { label: 'Back to the chart', href: '/' },
      };
    case 'INTERNAL':
      return {
        title: 'Something broke in Headliner',
        text: `Whoever operates it finds it in the log under ${String(correlationId)}.`,
      };
    default:
      return { title: 'That did not work', text: message };
  }
}

/** The API says when in seconds, which is a sum to do for whoever has to wait an hour. */
function patience(message: string, seconds: unknown): string {
  if (typeof seconds !== 'number') return message;
  return `${message.replace(/ Try again (then|in \d+ s)\.$/, '')} Come back in ${waitInWords(seconds)}.`;
}

/** An address of ours that leads to consent, coming back to `here`. */
export function withReturn(address: string, here: string): string {
  const url = new URL(address, 'http://headliner.invalid');
  url.searchParams.set('returnTo', here);
  return `${url.pathname}${url.search}`;
}
