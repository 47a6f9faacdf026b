import { expect, test } from '@jest/globals';
import { apiCall, authorizeUrl, newPkce, refreshWith, TOP } from '../client.fixture.js';
import type { FaultOrder } from './faults.js';
import { accessToken, order, refreshToken, setFaultStage, simulator } from './fault-stage.fixture.js';

setFaultStage();

const top = (): Promise<Response> => apiCall(simulator, TOP, accessToken);

test.each<[FaultOrder['fault'], number, Record<string, string | null>, string | RegExp]>([
  ['unauthorized', 401, {}, /"status":401/],
  [{ kind: 'unauthorized', message: 'Bad token' }, 401, {}, /"message":"Bad token"/],
  ['scope-missing', 403, { 'content-type': null }, ''],
  ['not-registered', 403, { 'content-type': 'text/plain; charset=utf-8' }, /^User not registered in the Dev/],
  ['premium-missing', 403, {}, /^Active premium subscription required for the owner of the app/],
  ['rate-limited', 429, { 'retry-after': '1' }, 'Too many requests'],
  [{ kind: 'rate-limited', retryAfter: 86_400, as: 'json' }, 429, { 'retry-after': '86400' }, /"status":429/],
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
