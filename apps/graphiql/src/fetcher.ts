import type { Fetcher } from '@graphiql/toolkit';

/**
 * Sends operations to our own API with the session cookie, or with what the headers editor holds.
 * `onRefused` is told when the API did not know who asked.
 */
export function createFetcher(onRefused: () => void): Fetcher {
  return async ({ query, variables, operationName }, options) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...options?.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables, operationName: named(query, operationName) }),
    });
    const text = await response.text();
    if (text.includes('"UNAUTHENTICATED"')) onRefused();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(
        `The server answered ${response.status} with something other than JSON. Is it restarting?`,
      );
    }
  };
}

/** For a moment after a change of tabs GraphiQL still gives the name of the operation before: that one is dropped. */
function named(query: string, operationName?: string | null): string | undefined {
  return operationName && query.includes(operationName) ? operationName : undefined;
}
