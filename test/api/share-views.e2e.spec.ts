import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { setStage } from '../support/index.js';
import { createShare } from './sharing.js';

const LIMIT = 300;
const stage = setStage({ SHARE_VIEWS_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '1' });

/** The most views that an operation can have. */
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
  ({ token } = await createShare(stage.client));
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

/** Uses up all but `left` views of an address. `left` is at most 15. */
async function viewMany(address: string, left: number, opened = token): Promise<void> {
  for (let count = 0; count < LIMIT / ALIASES - 1; count += 1) await view(address, VIEWS, opened);
  for (let count = left; count < ALIASES; count += 1) await view(address, VIEW, opened);
}

/** Returns the status and `Retry-After` of a route below the link. */
async function get(address: string, path: string): Promise<readonly [number, string | null]> {
  const { status, headers } = await fetch(`${stage.api.url}/s/${token}${path}`, {
    headers: { 'x-forwarded-for': address },
  });
  return [status, headers.get('retry-after')];
}

describe('views of shares', () => {
  it('are served up to SHARE_VIEWS_PER_MINUTE per address, each alias counted, then refused', async () => {
    await viewMany('192.0.2.1', 1);
    expect(await view('192.0.2.1')).toEqual([]);
    const [refused] = await view('192.0.2.1');
    expect(refused?.code).toBe('RATE_LIMITED');
    expect(refused?.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused?.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await view('192.0.2.2')).toEqual([]);
  });

  it('of the page and the feed count with those of sharedChart', async () => {
    const address = '192.0.2.3';
    expect(await get(address, '')).toEqual([200, null]);
    expect(await get(address, '/feed.atom')).toEqual([200, null]);
    await viewMany(address, 3);
    expect(await get(address, '/feed.atom')).toEqual([200, null]);
    expect((await view(address)).map(({ code }) => code)).toEqual(['RATE_LIMITED']);
    const refused = [429, expect.stringMatching(/^\d+$/)];
    for (const path of ['', '/feed.atom']) expect(await get(address, path)).toEqual(refused);
  });

  it('are counted for a whole IPv6 /64, and also for tokens that do not exist', async () => {
    await viewMany('2001:db8:1:2::1', 1, 'unknown');
    expect((await view('2001:db8:1:2::ffff', VIEW, 'unknown')).map(({ code }) => code)).toEqual([
      'NOT_FOUND',
    ]);
    expect((await view('2001:db8:1:2:a::1')).map(({ code }) => code)).toEqual(['RATE_LIMITED']);
    expect(await view('2001:db8:1:3::1')).toEqual([]);
  });
});
