import { z } from 'zod';
import type { Client } from '../../test/support/client.js';

const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

/** What a program of this listener, who is signed in, sends as `Authorization`. */
export async function authorizationOf(browser: Client): Promise<string> {
  const { data } = await browser.graphql(
    'mutation { createAccessToken(input: { name: "bench" }) { secret } }',
  );
  return `Bearer ${created.parse(data).createAccessToken.secret}`;
}
