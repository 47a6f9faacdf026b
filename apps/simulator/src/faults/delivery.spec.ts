import { expect, test } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { apiCall, refreshWith, TOP, type Page } from '../client.fixture.js';
import { startSimulator } from '../start-simulator.js';
import { accessToken, order, refreshToken, setFaultStage, simulator } from './fault-stage.fixture.js';

setFaultStage();

const top = (): Promise<Response> => apiCall(simulator, TOP, accessToken);

test('slow-headers delays the whole answer', async () => {
  await order({ kind: 'slow-headers', milliseconds: 300 });
  const begun = performance.now();
  const response = await top();
  expect(performance.now() - begun).toBeGreaterThan(290);
  expect(response.status).toBe(200);
});

test('slow-body sends the head at once and the body in chunks', async () => {
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

test('hang sends no answer', async () => {
  await order('hang');
  const hanging = fetch(simulator.url + TOP, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(250),
  });
  await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
  expect((await simulator.control.requests()).at(-1)).toMatchObject({ status: null, fault: 'hang' });
});

test('reset breaks the connection at once', async () => {
  await order('reset');
  await expect(top()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
});

test('afterWork loses the answer after the refresh token was rotated', async () => {
  await simulator.control.setListener('demo_01', { refreshToken: 'rotate' });
  await order('reset', { endpoint: 'token' });
  await expect(refreshWith(simulator, refreshToken)).rejects.toThrow();
  const { body } = await refreshWith(simulator, refreshToken);
  await order({ kind: 'reset', afterWork: true }, { endpoint: 'token' });
  await expect(refreshWith(simulator, String(body['refresh_token']))).rejects.toThrow();
  expect((await refreshWith(simulator, String(body['refresh_token']))).body['error']).toBe('invalid_grant');
});

test('close ends hanging calls', async () => {
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
