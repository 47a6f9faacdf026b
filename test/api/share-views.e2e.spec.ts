import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';

const LIMIT = 300;
const stage = setStage({ SHARE_VIEWS_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '1' });

const CREATE = 'mutation { createShare(input: { range: SHORT_TERM }) { share { url } } }';
const created = z.object({ createShare: z.object({ share: z.object({ url: z.string() }) }) });
/** As many views as an operation may have. */
const ALIASES = 15;
const VIEWS = `query ($token: String!) {
  ${Array.from({ length: ALIASES }, (_, index) => `view${index}: sharedChart(token: $token) { title }`).join(' ')}
}`;
const VIEW = 'query ($token: String!) { sharedChart(token: $token) { title } }';

const answered = z.object({
  errors: z
    .array(z.object({ extensions: z.object({ code: z.string(), retryAfterSeconds: z.number().optional() }) }))
    .default([]),
});

let token: string;
beforeEach(async () => {
  await stage.client.signIn();
  const { share } = created.parse((await stage.client.graphql(CREATE)).data).createShare;
  token = share.url.split('/').at(-1) ?? '';
});

/** Returns the errors of an operation that is sent from an address. */
async function view(
  address: string,
  query = VIEW,
  opened = token,
): Promise<{ readonly code: string; readonly retryAfterSeconds?: number | undefined }[]> {
  const response = await fetch(`${stage.api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query, variables: { token: opened } }),
  });
  return answered.parse(await response.json()).errors.map(({ extensions }) => extensions);
}

/** Uses up all views of an address but one. */
async function viewMany(address: string, opened = token): Promise<void> {
  for (let count = 0; count < LIMIT / ALIASES - 1; count += 1) await view(address, VIEWS, opened);
  for (let count = 0; count < ALIASES - 1; count += 1) await view(address, VIEW, opened);
}

describe('views of shares', () => {
  it('are served up to SHARE_VIEWS_PER_MINUTE per address, each alias counted, then refused', async () => {
    await viewMany('192.0.2.1');
    expect(await view('192.0.2.1')).toEqual([]);
    const [refused] = await view('192.0.2.1');
    expect(refused?.code).toBe('RATE_LIMITED');
    expect(refused?.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused?.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await view('192.0.2.2')).toEqual([]);
  });

  it('are counted for a whole IPv6 /64, and also for tokens that do not exist', async () => {
    await viewMany('2001:db8:1:2::1', 'unknown');
    expect((await view('2001:db8:1:2::ffff', VIEW, 'unknown')).map(({ code }) => code)).toEqual([
      'NOT_FOUND',
    ]);
    expect((await view('2001:db8:1:2:a::1')).map(({ code }) => code)).toEqual(['RATE_LIMITED']);
    expect(await view('2001:db8:1:3::1')).toEqual([]);
  });
});
