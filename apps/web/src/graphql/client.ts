import { cacheExchange, Client, fetchExchange, mapExchange } from 'urql';
import { fetchGraphql } from '../first-query.js';

/**
 * An ordinary client of the public API, authenticated by the session cookie. It caches whole answers: a mutation that
 * returns a type refetches every query whose answer has that type. It reloads the document once an answer is another
 * listener's, whom another tab has signed in, since what the document shows is of the first one.
 *
 * @param onAnswer called for every answer of the API, with whether the session is still valid
 */
export function createClient(onAnswer: (isSignedIn: boolean) => void): Client {
  let listener: unknown;
  const watchSession = mapExchange({
    onResult: ({ data, error }) => {
      const { viewer } = (data ?? {}) as { readonly viewer?: { readonly id?: unknown } | null };
      listener ??= viewer?.id;
      if (viewer?.id !== undefined && viewer.id !== listener) window.location.reload();
      if (error?.networkError) return;
      const codes = error?.graphQLErrors.map(({ extensions }) => extensions?.['code']);
      onAnswer(!codes?.includes('UNAUTHENTICATED'));
    },
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // Shows the cached answer and refetches it, since snapshots and imports change it outside this client.
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    fetch: fetchGraphql,
    exchanges: [cacheExchange, watchSession, fetchExchange],
  });
}
