import type { Client } from '../support/index.js';

/** Returns the viewer of a client, or the error code if it is not signed in. */
export async function signedIn(who: Client): Promise<unknown> {
  const { data, errors } = await who.graphql('{ viewer { id displayName } }');
  return data?.['viewer'] ?? errors?.[0]?.extensions.code;
}
