import { cacheExchange, Client, fetchExchange } from 'urql';

/**
 * An ordinary client of the public API, authenticated by the session cookie. It caches whole answers: a mutation that
 * returns a type refetches every query whose answer has that type.
 */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // Shows the cached answer and refetches it, since snapshots and imports change it outside this client.
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [cacheExchange, fetchExchange],
  });
}
