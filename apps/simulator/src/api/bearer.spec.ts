import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { apiCall } from '../client.fixture.js';
import { startSimulator, type Simulator } from '../start-simulator.js';

let simulator: Simulator;
let token: string;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await simulator.control.reset();
  token = await tokenOf('demo_01');
});

const tokenOf = async (listener: string): Promise<string> =>
  (await simulator.control.grant({ listener })).accessToken;
const call = (headers: Record<string, string>): Promise<Response> =>
  fetch(`${simulator.url}/v1/me`, { headers });

test.each([
  ['nothing', {}, 401, 'No token provided'],
  ['an unknown token', { authorization: 'Bearer BQunknown' }, 401, 'Invalid access token'],
  ['another scheme', { authorization: 'Basic abc' }, 400, 'Only valid bearer authentication supported'],
])('%s', async (_what, headers, status, message) => {
  const response = await call(headers as Record<string, string>);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { status, message } });
});

test('an access token expires after expires_in of the simulator’s clock, or when the control interface expires it', async () => {
  await simulator.control.advanceClock(3590);
  expect((await apiCall(simulator, '/v1/me', token)).status).toBe(200);
  await simulator.control.advanceClock(10);
  const expired = await apiCall(simulator, '/v1/me', token);
  expect(expired.status).toBe(401);
  expect(await expired.json()).toEqual({ error: { status: 401, message: 'The access token expired' } });
  const other = await tokenOf('demo_02');
  await simulator.control.expireAccessTokens('demo_01');
  expect((await apiCall(simulator, '/v1/me', other)).status).toBe(200);
  await simulator.control.expireAccessTokens();
  expect((await apiCall(simulator, '/v1/me', other)).status).toBe(401);
});

test('a token without the scope gets 403 and no body', async () => {
  const { accessToken } = await simulator.control.grant({ listener: 'demo_01', scope: '' });
  const response = await apiCall(simulator, '/v1/me/top/artists', accessToken);
  expect([response.status, await response.text()]).toEqual([403, '']);
  expect((await apiCall(simulator, '/v1/me', accessToken)).status).toBe(200);
});

test('an endpoint that is not simulated returns 404 in Spotify’s shape', async () => {
  const response = await apiCall(simulator, '/v1/albums/x', token);
  expect(await response.json()).toEqual({ error: { status: 404, message: 'Service not found' } });
});
