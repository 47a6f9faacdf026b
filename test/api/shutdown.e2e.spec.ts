import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { UnsteadyNetwork } from '../support/unsteady-network.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

let instance: Instance;
let network: UnsteadyNetwork;
beforeAll(async () => {
  instance = await Instance.open();
  network = await UnsteadyNetwork.to(Number(new URL(instance.database.url).port));
});
beforeEach(() => instance.simulator.control.reset());
afterAll(async () => {
  await network?.close();
  await instance?.close();
});

function startApi(): Promise<OurProcess> {
  const address = Object.assign(new URL(instance.database.url), { port: String(network.port) });
  return instance.startApi({ DATABASE_URL: address.href });
}

async function callsUnderWay(count: number): Promise<void> {
  await until(
    async () =>
      (await instance.simulator.control.requests()).filter(({ endpoint }) => endpoint === 'token').length >=
      count,
    'calls to Spotify are under way',
  );
}

/** How many connections our processes have to the database. */
async function connections(): Promise<number> {
  const [row] = await instance.sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'headliner%'",
  );
  return row?.count ?? Number.NaN;
}

/** Asks again and again, over connections that are kept, until none is to be had; answers what came instead of data. */
async function askOnAndOn(client: Client): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const limit = performance.now() + 60_000; performance.now() < limit;) {
    const answer = await client.graphql('{ viewer { id } }').catch(() => null);
    if (answer === null) return wrong;
    if (answer.errors) wrong.push(answer.errors);
  }
  throw new Error('The API still answers after 60 s.');
}

describe('SIGTERM', () => {
  test('under load: what has arrived is answered, nothing new is taken, and no connection is left', async () => {
    const api = await startApi();
    const client = instance.client(api);
    await client.signIn();
    const load = Array.from({ length: 8 }, () => askOnAndOn(client));
    // Longer than any call to Spotify may take: a refresh, and then the list.
    await instance.simulator.control.expireAccessTokens();
    await instance.simulator.control.clearRequests();
    for (const endpoint of ['token', 'top-artists'] as const) {
      const fault = { kind: 'slow-body', milliseconds: 7_000 } as const;
      await instance.simulator.control.setFault({ endpoint, listener: 'demo_01', fault, times: 'always' });
    }
    const slow = client.graphql('{ topArtists { source entries { rank } } }');
    await callsUnderWay(1);

    const began = performance.now();
    const ended = api.stop();
    await until(
      () =>
        fetch(`${api.url}/health/live`).then(
          () => false,
          () => true,
        ),
      'no connection is accepted',
    );
    expect(await Promise.all(load)).toEqual(Array(8).fill([]));
    expect((await slow).data).toMatchObject({ topArtists: { source: 'SPOTIFY' } });
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(30_000);
    await until(async () => (await connections()) === 0, 'no connection is left');
  });

  test('while PostgreSQL is silent: the process ends all the same', async () => {
    const api = await startApi();
    const client = instance.client(api);
    await client.signIn();
    network.goSilent();
    try {
      const asked = client.graphql('{ viewer { id } }');
      await delay(200);
      const began = performance.now();
      expect(await api.stop()).toEqual({ code: 0, signal: null });
      expect(performance.now() - began).toBeLessThan(30_000);
      expect((await asked).errors?.[0]?.extensions.code).toBe('INTERNAL');
    } finally {
      network.open();
    }
  });
});
