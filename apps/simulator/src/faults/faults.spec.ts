import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { apiCall, authorizeUrl, newPkce, refreshWith } from '../client.fixture.js';
import { startSimulator, type Simulator } from '../start-simulator.js';
import type { FaultOrder } from './fault.js';

let simulator: Simulator;
let accessToken: string;
let refreshToken: string;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.reset();
  ({ accessToken, refreshToken } = await simulator.control.grant({ listener: 'demo_01' }));
});

type Kind = FaultOrder['fault'];
const TOP = '/v1/me/top/artists?limit=50';
const order = (fault: Kind, more: Partial<FaultOrder> = {}) =>
  simulator.control.setFault({ endpoint: 'top-artists', fault, ...more });
const top = (path = TOP, signal?: AbortSignal): Promise<Response> =>
  fetch(simulator.url + path, {
    headers: { authorization: `Bearer ${accessToken}` },
    ...(signal && { signal }),
  });
interface Page {
  items: ({ id: string; name: string } & Record<string, unknown>)[];
  next: string | null;
}
const page = async (path?: string): Promise<Page> => (await (await top(path)).json()) as Page;

describe('answers in place of the endpoint’s', () => {
  test.each<[Kind, number, Record<string, string | null>, string | RegExp]>([
    ['unauthorized', 401, {}, /"status":401/],
    [{ kind: 'unauthorized', message: 'Bad token' }, 401, {}, /"message":"Bad token"/],
    ['scope-missing', 403, { 'content-type': null }, ''],
    [
      'not-registered',
      403,
      { 'content-type': 'text/plain; charset=utf-8' },
      /^User not registered in the Dev/,
    ],
    ['premium-missing', 403, {}, /^Active premium subscription required for the owner of the app/],
    ['rate-limited', 429, { 'retry-after': '1' }, 'Too many requests'],
    [
      { kind: 'rate-limited', retryAfter: 86_400, as: 'json' },
      429,
      { 'retry-after': '86400' },
      /"status":429/,
    ],
    [{ kind: 'rate-limited', retryAfter: 'absent' }, 429, { 'retry-after': null }, 'Too many requests'],
    ['quota-exceeded', 429, { 'retry-after': null }, /"reason":"QUOTA_EXCEEDED"/],
    ['server-error', 503, {}, /^\{"error":\{"status":503/],
    [
      { kind: 'server-error', status: 502, as: 'html' },
      502,
      { 'content-type': 'text/html; charset=utf-8' },
      /^<!doc/,
    ],
    [{ kind: 'server-error', status: 500, as: 'text' }, 500, {}, 'upstream connect error'],
    ['html-200', 200, { 'content-type': 'text/html; charset=utf-8' }, /^<!doctype html>/],
    [
      { kind: 'status', status: 418, headers: { 'X-Teapot': 'yes' }, body: { short: true } },
      418,
      { 'x-teapot': 'yes' },
      '{"short":true}',
    ],
    [{ kind: 'status', status: 504, body: 'late' }, 504, {}, 'late'],
  ])('%j', async (fault, status, headers, body) => {
    await order(fault);
    const response = await top();
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
    const text = await response.text();
    if (typeof body === 'string') expect(text).toBe(body);
    else expect(text).toMatch(body);
    expect((await top()).status).toBe(200);
  });

  test('Retry-After as a date, and as garbage', async () => {
    await order({ kind: 'rate-limited', retryAfter: { dateInSeconds: 90 } });
    await order({ kind: 'rate-limited', retryAfter: 'garbage' });
    const at = Date.parse((await top()).headers.get('retry-after') ?? '');
    expect(Math.abs(at - Date.now() - 90_000)).toBeLessThan(5000);
    const garbage = (await top()).headers.get('retry-after') ?? '';
    expect([Number(garbage), Date.parse(garbage)]).toEqual([NaN, NaN]);
  });

  test('a false invalid_grant heals; invalid_client is 400', async () => {
    await order('false-invalid-grant', { endpoint: 'token', times: 2 });
    await order('invalid-client', { endpoint: 'token' });
    for (const error of ['invalid_grant', 'invalid_grant', 'invalid_client']) {
      expect(await refreshWith(simulator, refreshToken)).toMatchObject({ status: 400, body: { error } });
    }
    expect((await refreshWith(simulator, refreshToken)).status).toBe(200);
  });

  test('the browser is sent back with an error', async () => {
    await order({ kind: 'authorize-error', error: 'temporarily_unavailable' }, { endpoint: 'authorize' });
    const url = authorizeUrl(simulator, newPkce());
    const back = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(back).toMatch(/\?error=temporarily_unavailable&state=/);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  });
});

describe('answers spoiled', () => {
  test('empty-list', async () => {
    await order('empty-list');
    expect(await page()).toMatchObject({ items: [], total: 0, next: null });
  });

  test('nulls in optional fields, required ones, items, everywhere', async () => {
    const well = await page();
    await order('nulls');
    const optional = await page();
    expect(optional.next).toBeNull();
    expect(optional.items[0]).toEqual({
      external_urls: null,
      href: null,
      id: well.items[0]?.id,
      images: null,
      name: well.items[0]?.name,
      type: null,
      uri: null,
    });
    await order({ kind: 'nulls', where: 'required' });
    expect((await page()).items[0]).toMatchObject({ id: null, name: null, type: 'artist' });
    await order({ kind: 'nulls', where: 'items' });
    expect((await page()).items).toEqual(Array.from({ length: 50 }, () => null));
    await order({ kind: 'nulls', where: 'body' });
    expect(await page()).toBeNull();
  });

  test('nulls in a token answer and in a profile', async () => {
    await order('nulls', { endpoint: 'token' });
    expect((await refreshWith(simulator, refreshToken)).body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      scope: null,
      expires_in: null,
    });
    await order({ kind: 'nulls', where: 'required' }, { endpoint: 'me' });
    expect(await (await apiCall(simulator, '/v1/me', accessToken)).json()).toMatchObject({ id: null });
  });

  test('duplicates, within a page and from one page to the next', async () => {
    const [first, second] = [await page(), await page(`${TOP}&offset=50`)];
    await order('duplicates', { times: 2 });
    const spoiled = (await page()).items.map(({ id }) => id);
    expect(spoiled).toHaveLength(50);
    expect(new Set(spoiled).size).toBe(49);
    const shifted = (await page(`${TOP}&offset=50`)).items.map(({ id }) => id);
    expect(shifted).toContain(first.items[48]?.id);
    expect(shifted).toContain(second.items[0]?.id);
  });

  test('foreign-next leads to another origin, on the same path', async () => {
    const { next } = await page();
    await order('foreign-next');
    expect((await page()).next).toBe(next?.replace(simulator.url, 'http://spotify.invalid'));
    await order({ kind: 'foreign-next', origin: 'http://127.0.0.1:1' });
    expect((await page()).next).toMatch(/^http:\/\/127\.0\.0\.1:1\/v1\/me\/top\/artists\?/);
  });

  test('truncated: half a body that arrives whole, or a connection that breaks', async () => {
    const whole = (await (await top()).text()).length;
    await order('truncated');
    const half = await (await top()).text();
    expect(half).toHaveLength(Math.floor(whole / 2));
    await order({ kind: 'truncated', cut: 'connection' });
    const broken = await top();
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
  });

  test('huge-body is good JSON of 10 MB', async () => {
    await order('huge-body');
    const text = await (await top()).text();
    expect(text.length).toBeGreaterThan(10_000_000);
    expect((JSON.parse(text) as Page).items).toHaveLength(50);
  });
});

describe('answers carried badly', () => {
  test('slow-headers: nothing, then all of it', async () => {
    await order({ kind: 'slow-headers', milliseconds: 300 });
    const begun = performance.now();
    const response = await top();
    expect(performance.now() - begun).toBeGreaterThan(290);
    expect(response.status).toBe(200);
  });

  test('slow-body: the head at once, the body in drops', async () => {
    await order({ kind: 'slow-body', milliseconds: 500 });
    const begun = performance.now();
    const response = await top();
    const head = performance.now() - begun;
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) chunks.push(chunk as Uint8Array);
    expect(performance.now() - begun).toBeGreaterThan(490);
    expect(head).toBeLessThan(400);
    expect(chunks.length).toBeGreaterThan(2);
    expect((JSON.parse(Buffer.concat(chunks).toString()) as Page).items).toHaveLength(50);
  });

  test('hang: no answer, until the caller gives up', async () => {
    await order('hang');
    await expect(top(TOP, AbortSignal.timeout(250))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await simulator.control.requests()).at(-1)).toMatchObject({ status: null, fault: 'hang' });
  });

  test('reset: the connection breaks at once', async () => {
    await order('reset');
    await expect(top()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  test('an answer can be lost after the work: the rotated token is dead and nobody has the new one', async () => {
    await simulator.control.setListener('demo_01', { refreshToken: 'rotate' });
    await order('reset', { endpoint: 'token' });
    await expect(refreshWith(simulator, refreshToken)).rejects.toThrow();
    const { body } = await refreshWith(simulator, refreshToken);
    await order({ kind: 'reset', afterWork: true }, { endpoint: 'token' });
    await expect(refreshWith(simulator, String(body['refresh_token']))).rejects.toThrow();
    expect((await refreshWith(simulator, String(body['refresh_token']))).body['error']).toBe('invalid_grant');
  });
});

describe('whose calls, and how many', () => {
  const statuses = async (calls: number, path = TOP): Promise<number[]> => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call += 1) seen.push((await top(path)).status);
    return seen;
  };

  test('for N calls, then well again; after some that go well; or until cleared', async () => {
    const { id } = await order('server-error', { skip: 1, times: 2 });
    expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
    expect(await simulator.control.faults()).toEqual([
      { id, kind: 'server-error', endpoint: 'top-artists', left: 0, hits: 2 },
    ]);
    await order('not-registered', { times: 'always' });
    expect(await statuses(3)).toEqual([403, 403, 403]);
    await simulator.control.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });

  test('of one listener, one range, one grant type, or of all', async () => {
    const other = await simulator.control.grant({ listener: 'demo_02' });
    await order('server-error', { listener: 'demo_02', times: 'always' });
    expect((await apiCall(simulator, TOP, other.accessToken)).status).toBe(503);
    expect(await statuses(1)).toEqual([200]);

    await order('server-error', { range: 'long_term', times: 'always' });
    expect(await statuses(1, `${TOP}&time_range=long_term`)).toEqual([503]);
    expect(await statuses(1)).toEqual([200]);

    await order('server-error', { endpoint: 'token', grantType: 'authorization_code', times: 'always' });
    expect((await refreshWith(simulator, refreshToken)).status).toBe(200);

    await simulator.control.clearFaults();
    await order('server-error', { endpoint: 'any', times: 2 });
    expect((await refreshWith(simulator, refreshToken)).status).toBe(503);
    expect(await statuses(2)).toEqual([503, 200]);
  });

  test('an order that cannot be is refused with its reason', async () => {
    await expect(
      simulator.control.setFault({ endpoint: 'token', fault: { kind: 'status', status: 99 } }),
    ).rejects.toThrow(/400.*fault/s);
  });
});

test('close ends calls that hang', async () => {
  const own = await startSimulator();
  const { accessToken: token } = await own.control.grant({ listener: 'demo_01' });
  await own.control.setFault({ endpoint: 'any', fault: 'hang', times: 'always' });
  const hanging = apiCall(own, '/v1/me', token).then(
    () => 'answered',
    () => 'ended',
  );
  while ((await own.control.requests()).length === 0);
  await own.close();
  expect(await hanging).toBe('ended');
  const server = createServer().listen(Number(new URL(own.url).port), '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  expect((server.address() as AddressInfo).port).toBe(Number(new URL(own.url).port));
  server.close();
});
