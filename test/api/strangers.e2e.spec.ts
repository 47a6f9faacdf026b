import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { TOKEN_BYTES, formatToken } from '../../apps/api/src/auth/token-text.js';
import { Instance, type OurProcess, statementsIn, logStatements } from '../support/index.js';
import { mint } from './minting.js';

jest.setTimeout(300_000);

let instance: Instance;
beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(() => instance?.close());

interface AnonymousRequest {
  readonly authorization?: string;
  readonly cookie?: string;
  readonly body: unknown;
}

async function post(api: OurProcess, { body, ...headers }: AnonymousRequest): Promise<Response> {
  const type = { 'content-type': 'application/json' };
  return fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { ...type, ...headers },
    body: JSON.stringify(body),
  });
}

/** Returns an Authorization header with a well-formed but unknown token. */
function unknownToken(): string {
  return `Bearer ${formatToken(randomBytes(TOKEN_BYTES))}`;
}

const TYPENAME = { query: '{ __typename }' };
const VIEWER = { query: '{ viewer { id } }' };

describe('requests without a sign-in', () => {
  const LIMIT = 5;
  let api: OurProcess;
  beforeAll(async () => {
    const settings = { ANONYMOUS_REQUESTS_PER_MINUTE: String(LIMIT), TRUSTED_PROXIES: '1' };
    api = await instance.startApi({ ...settings, NODE_OPTIONS: logStatements });
  });
  afterAll(() => api?.stop());

  const from = (address: string, request: AnonymousRequest): Promise<Response> =>
    post(api, { ...request, 'x-forwarded-for': address } as AnonymousRequest);

  it('are served up to the limit per address, then rejected with Retry-After', async () => {
    for (let time = 0; time < LIMIT; time += 1)
      expect((await from('192.0.2.1', { body: TYPENAME })).status).toBe(200);
    const refused = await from('192.0.2.1', { body: TYPENAME });
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: expect.stringContaining(`${LIMIT} unauthenticated requests`),
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds },
        },
      ],
    });
    expect((await from('192.0.2.2', { body: TYPENAME })).status).toBe(200);
  });

  it('with unknown tokens are rejected, beyond the limit without an SQL statement', async () => {
    const tokens = Array.from({ length: 40 }, unknownToken);
    const bad = [...tokens, 'Bearer hdl_wrong', 'Basic x'];
    const before = api.logs.length;
    const statuses = await Promise.all(
      bad.map(async (authorization) => (await from('192.0.2.3', { authorization, body: VIEWER })).status),
    );
    expect(statuses.filter((status) => status !== 429)).toHaveLength(LIMIT);
    // A sign-in with its own statement marks the end of the log.
    await instance.client(api).beginSignIn();
    await api.untilOutput('DELETE FROM "rate_limit"');
    const lookUps = statementsIn(api.logs.slice(before)).filter((text) => text.includes('"tokenId"'));
    expect(lookUps.length).toBeLessThanOrEqual(LIMIT);
  });

  it('do not count against signed-in listeners at the same address', async () => {
    const browser = instance.client(api);
    await browser.signIn();
    const authorization = `Bearer ${(await mint(browser)).secret}`;
    const ask = (request: Omit<AnonymousRequest, 'body'>): Promise<Response> =>
      from('192.0.2.4', { ...request, body: VIEWER });
    // A valid token is never counted, not even the first time.
    for (let time = 0; time <= 2 * LIMIT; time += 1) expect((await ask({ authorization })).status).toBe(200);
    for (let time = 0; time < LIMIT; time += 1) expect((await ask({})).status).toBe(200);
    expect((await ask({})).status).toBe(429);
    for (const credentials of [{ authorization }, { cookie: browser.cookie }]) {
      const response = await ask(credentials);
      expect([response.status, await response.json()]).toEqual([
        200,
        { data: { viewer: { id: expect.any(String) } } },
      ]);
    }
  });
});

describe('the memory of the API', () => {
  const residentMb = (api: OurProcess): number => {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${api.pid}/status`, 'utf8')) ?? [];
    return z.coerce.number().positive().parse(kilobytes) / 1_024;
  };
  const padding = 'x'.repeat(89_000);
  const comments = '#\n'.repeat(30_000);
  let number = 0;
  const large = (): string => `{ __typename } #${(number += 1)} ${padding}`;
  const kinds: readonly [kind: string, times: number, request: () => AnonymousRequest][] = [
    ['documents of 90 kB', 1_000, () => ({ body: { query: large() } })],
    [
      'documents of nothing but comments',
      30,
      () => ({ body: { query: `{ __typename } #${(number += 1)}\n${comments}` } }),
    ],
    [
      'persisted queries of 90 kB',
      1_000,
      () => {
        const query = large();
        const sha256Hash = createHash('sha256').update(query).digest('hex');
        return { body: { query, extensions: { persistedQuery: { version: 1, sha256Hash } } } };
      },
    ],
    ['tokens', 1_000, () => ({ authorization: unknownToken(), body: VIEWER })],
  ];

  it('grows by less than 100 MB, whatever clients without a sign-in send', async () => {
    // The memory limits of npm start, the image and the systemd units.
    const api = await instance.startApi({
      NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=144',
      GLIBC_TUNABLES: 'glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072',
    });
    const send = async (times: number, request: () => AnonymousRequest): Promise<void> => {
      const answers = new Set<string>();
      let left = times;
      const sender = async (): Promise<void> => {
        while ((left -= 1) >= 0) {
          const sent = request();
          const response = await post(api, sent);
          answers.add(`${response.status} ${await response.text()}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, sender));
      for (const answer of answers) expect(answer).toMatch(/^200 \{.*"data":\{/);
    };
    for (const [, , request] of kinds) await send(10, request);
    const before = residentMb(api);
    const grown: Record<string, number> = {};
    for (const [kind, times, request] of kinds) {
      await send(times, request);
      grown[kind] = residentMb(api) - before;
    }
    for (const [kind, megabytes] of Object.entries(grown)) {
      expect({ kind, isLittle: megabytes < 100, megabytes }).toMatchObject({ isLittle: true });
    }
    await api.stop();
  });
});
