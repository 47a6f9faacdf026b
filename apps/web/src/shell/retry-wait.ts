import type { CombinedError } from 'urql';

const UNREACHABLE_MS = 5_000;
const FAILED_MS = 60_000;

/** How long to wait before a failed query is sent again, in milliseconds; null if only signing in helps. */
export function getRetryWait({
  networkError,
  graphQLErrors,
}: Pick<CombinedError, 'networkError' | 'graphQLErrors'>): number | null {
  if (networkError) return UNREACHABLE_MS;
  const all = graphQLErrors.map(({ extensions }) => extensions ?? {});
  if (all.some(({ code }) => code === 'UNAUTHENTICATED')) return null;
  const seconds = all.find(({ retryAfterSeconds }) => retryAfterSeconds !== undefined)?.['retryAfterSeconds'];
  return typeof seconds === 'number' ? seconds * 1_000 : FAILED_MS;
}
