import { cacheExchange, Client, fetchExchange } from 'urql';

/**
 * An ordinary client of the public API, at our own origin and with the session cookie. Its cache holds whole answers:
 * a mutation that returns a type asks again for every question that had such a type in its answer.
 */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // A day ends, a snapshot is taken, a file brought in: what was answered before is shown, and asked anew.
    requestPolicy: 'cache-and-network',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [cacheExchange, fetchExchange],
  });
}
