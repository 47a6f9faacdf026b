import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Client } from '../support/client.js';

const CREATE = 'mutation { createAccessToken(input: { name: "load" }) { secret accessToken { id } } }';
const created = z.object({
  createAccessToken: z.object({ secret: z.string(), accessToken: z.object({ id: z.string() }) }),
});

/** Creates an access token for the listener signed in at this browser. */
export async function mintToken(browser: Client): Promise<{ secret: string; id: string }> {
  const { data, errors } = await browser.graphql(CREATE);
  assert.equal(errors, undefined);
  const { secret, accessToken } = created.parse(data).createAccessToken;
  return { secret, id: accessToken.id };
}
