import type { Client } from '../support/index.js';

/** Who a browser is signed in as; the error's code where it is nobody. */
export async function signedIn(who: Client): Promise<unknown> {
  const { data, errors } = await who.graphql('{ viewer { id displayName } }');
  return data?.['viewer'] ?? errors?.[0]?.extensions.code;
}
