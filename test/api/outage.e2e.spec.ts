import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { until } from '../support/until.js';
import { MortalPostgres } from '../support/mortal-postgres.js';
import { UnsteadyNetwork } from '../support/unsteady-network.js';

jest.setTimeout(200_000);

let postgres: MortalPostgres;
let network: UnsteadyNetwork;
let instance: Instance;
let api: OurProcess;
let client: Client;
let accessToken: string;
beforeAll(async () => {
  [postgres, instance] = await Promise.all([MortalPostgres.start(), Instance.open()]);
  network = await UnsteadyNetwork.to(postgres.port);
  const address = Object.assign(new URL(postgres.url), { port: String(network.port) });
  api = await instance.startApi({ DATABASE_URL: address.href });
  client = instance.client(api);
  await client.signIn();
  const { data } = await client.graphql(
    'mutation { createAccessToken(input: { name: "outage" }) { secret } }',
  );
  accessToken = z.object({ createAccessToken: z.object({ secret: z.string() }) }).parse(data)
    .createAccessToken.secret;
});
afterAll(async () => {
  await network?.close();
  await instance?.close();
  await postgres?.stop();
});

const graphql = z.object({
  errors: z.tuple([
    z.object({
      message: z.string(),
      extensions: z.strictObject({ code: z.literal('INTERNAL'), correlationId: z.string() }),
    }),
  ]),
});

/** Expects an operation to fail with INTERNAL and a logged correlation id, without the cause. */
async function expectInternal(headers: Record<string, string>): Promise<void> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { displayName } }' }),
  });
  const { errors } = graphql.parse(await response.json());
  expect(errors[0].message).not.toMatch(/postgres|connect|timeout|ECONN|127\.0\.0\.1/i);
  await api.untilOutput(errors[0].extensions.correlationId);
}

/** Expects a browser with a session to get a 503 page with Retry-After. */
async function expectPage(path: string): Promise<void> {
  const response = await fetch(api.url + path, {
    headers: { accept: 'text/html', cookie: client.cookie },
    redirect: 'manual',
  });
  const text = await response.text();
  expect([path, response.status]).toEqual([path, 503]);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(text).toContain('Headliner cannot reach its database');
  expect(text).not.toMatch(/ECONN|127\.0\.0\.1|\bat .*\.js:\d+/);
}

async function status(path: string): Promise<number> {
  return (await fetch(api.url + path)).status;
}

async function untilReady(wanted: number): Promise<void> {
  const isWanted = async (): Promise<boolean> => (await status('/health/ready')) === wanted;
  await until(isWanted, `/health/ready answers ${wanted}`, 60_000);
}

/** Expects the API to stay alive and to report the database outage without long waits. */
async function seeOutage(milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  await untilReady(503);
  do {
    const began = performance.now();
    await Promise.all([
      status('/health/live').then((live) => expect(live).toBe(200)),
      expectInternal({ cookie: client.cookie }),
      expectInternal({ authorization: `Bearer ${accessToken}` }),
      expectPage('/'),
      expectPage('/auth/spotify'),
    ]);
    // A statement times out after 10 s, a connection after 5 s.
    expect(performance.now() - began).toBeLessThan(25_000);
    await delay(400);
  } while (performance.now() < end);
}

/** Expects the API to serve normally after the outage, without a restart. */
async function seeRecovery(): Promise<void> {
  await untilReady(200);
  const { data, errors } = await client.graphql('{ viewer { displayName } topArtists { source } }');
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ viewer: { displayName: 'Demo Listener' }, topArtists: expect.anything() });
  expect((await client.fetch('/', { headers: { accept: 'text/html' } })).status).toBe(200);
}

describe('the API in an outage of PostgreSQL', () => {
  test('reports errors and recovers when the server is killed for 5 s', async () => {
    await seeRecovery();
    await postgres.die();
    await seeOutage(5_000).finally(() => postgres.rise());
    await seeRecovery();
  });

  test('reports errors and recovers when the network is silent for 20 s', async () => {
    network.goSilent();
    await seeOutage(20_000).finally(() => network.open());
    await seeRecovery();
  });

  test('reports errors and recovers when connections are refused for 2 s', async () => {
    network.refuse();
    await seeOutage(2_000).finally(() => network.open());
    await seeRecovery();
  });

  test('needs no restart and exits cleanly afterwards', async () => {
    expect(await api.stop()).toEqual({ code: 0, signal: null });
  });
});
