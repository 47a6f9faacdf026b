import type { Fetcher } from '@graphiql/toolkit';

/**
 * Creates a fetcher that sends operations to the API with the session cookie and the headers of the headers editor.
 * It calls `onUnauthenticated` if the API answers `UNAUTHENTICATED`.
 */
export function createFetcher(onUnauthenticated: () => void): Fetcher {
  return async ({ query, variables, operationName }, options) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...options?.headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        query,
        variables,
        // Just after a change of tabs, GraphiQL may still pass the name of the previous tab's operation.
        operationName: operationName && query.includes(operationName) ? operationName : undefined,
      }),
    });
    const text = await response.text();
    if (text.includes('"UNAUTHENTICATED"')) onUnauthenticated();
    try {
      return JSON.parse(text);
    } catch {
      throw new Error(
        `The server returned status ${response.status} without JSON. It may be restarting: try again in a moment.`,
      );
    }
  };
}
