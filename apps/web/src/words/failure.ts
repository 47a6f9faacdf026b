import type { CombinedError } from 'urql';
import { formatWait } from './numbers.js';

/** An error as the page shows it: what happened, and what to do. */
export interface FailureText {
  readonly title: string;
  readonly text: string;
  /** The link that helps. Without it, trying again does. */
  readonly action?: { readonly label: string; readonly href: string };
}

interface ApiError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

const UNREACHABLE: FailureText = {
  title: 'Headliner isn’t responding',
  text: 'It may be restarting, or you may be offline. Your history is safe.',
};

/** Describes why a query failed. `returnTo` is the path and query to come back to after signing in. */
export function describeFailure(error: Pick<CombinedError, 'graphQLErrors'>, returnTo: string): FailureText {
  const [first] = error.graphQLErrors;
  if (!first) return UNREACHABLE;
  return describeApiError({ message: first.message, extensions: first.extensions ?? {} }, returnTo);
}

/** Describes one error of the API. GraphQL and the other routes send errors of the same shape. */
export function describeApiError({ message, extensions }: ApiError, returnTo: string): FailureText {
  const { code, reconnectUrl, retryAfterSeconds, correlationId } = extensions;
  switch (code) {
    case 'UNAUTHENTICATED':
      return {
        title: 'You’re signed out',
        text: 'Your session has ended. Sign in again to come back to this page.',
        action: {
          label: 'Sign in with Spotify',
          href: `/auth/spotify?returnTo=${encodeURIComponent(returnTo)}`,
        },
      };
    case 'SPOTIFY_REAUTHORIZATION_REQUIRED':
      return {
        title: 'Your connection to Spotify has ended',
        text: 'Spotify asks for your consent every six months. Reconnect to continue; your history is safe.',
        action: { label: 'Reconnect', href: withReturnTo(String(reconnectUrl), returnTo) },
      };
    case 'RATE_LIMITED':
      return { title: 'Too many requests', text: withWait(message, retryAfterSeconds) };
    case 'SPOTIFY_RATE_LIMITED':
      return { title: 'Spotify is limiting requests', text: withWait(message, retryAfterSeconds) };
    case 'BAD_USER_INPUT':
      return {
        title: 'This can’t be shown',
        text: message,
        action: { label: 'Back to the chart', href: '/' },
      };
    case 'INTERNAL':
      return {
        title: 'Something went wrong in Headliner',
        text: `If it keeps happening, send the operator this reference: ${String(correlationId)}.`,
      };
    default:
      return { title: 'Something went wrong', text: message };
  }
}

/** Replaces the API's wait in seconds by one that is easy to read. */
function withWait(message: string, seconds: unknown): string {
  if (typeof seconds !== 'number') return message;
  return `${message.replace(/ Try again\b[^.]*\.$/, '')} Try again in ${formatWait(seconds)}.`;
}

/** An address of this origin that leads to Spotify's consent page and then back to `returnTo`. */
export function withReturnTo(address: string, returnTo: string): string {
  const url = new URL(address, 'http://headliner.invalid');
  url.searchParams.set('returnTo', returnTo);
  return `${url.pathname}${url.search}`;
}
