import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { UnsteadyNetwork } from '../support/unsteady-network.js';
import { until } from '../support/until.js';
import { mint } from './minting.js';

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

/** Counts the database connections of our processes. */
async function connections(): Promise<number> {
  const [row] = await instance.sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'headliner%'",
  );
  return row?.count ?? Number.NaN;
}

/** Sends 10 requests per second over keep-alive connections until one fails; returns the errors of the responses. */
async function sendUntilClosed(client: Client): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const limit = performance.now() + 60_000; performance.now() < limit;) {
    const answer = await client.graphql('{ viewer { id } }').catch(() => null);
    if (answer === null) return errors;
    if (answer.errors) errors.push(answer.errors);
    await delay(100);
  }
  throw new Error('The API still answers after 60 s.');
}

describe('SIGTERM', () => {
  test('under load lets pending requests finish, refuses new connections and leaves no database connection', async () => {
    const api = await startApi();
    const client = instance.client(api);
    await client.signIn();
    const load = Array.from({ length: 8 }, () => sendUntilClosed(client));
    // A refresh and then the list: together longer than a single call to Spotify may take.
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

  test('right after a request with an access token still records the use of the token', async () => {
    const api = await startApi();
    const client = instance.client(api);
    await client.signIn();
    const { secret, accessToken } = await mint(client);
    client.authorization = `Bearer ${secret}`;
    expect((await client.graphql('{ viewer { id } }')).errors).toBeUndefined();
    expect(await api.stop()).toEqual({ code: 0, signal: null });
    const used = await instance.sql('SELECT id FROM access_token WHERE last_used_at IS NOT NULL');
    expect(used).toEqual([{ id: accessToken.id }]);
  });

  test('ends the API within 30 s while PostgreSQL does not respond', async () => {
    const api = await startApi();
    const client = instance.client(api);
    await client.signIn();
    network.goSilent();
    try {
      const pending = client.graphql('{ viewer { id } }');
      await delay(200);
      const began = performance.now();
      expect(await api.stop()).toEqual({ code: 0, signal: null });
      expect(performance.now() - began).toBeLessThan(30_000);
      expect((await pending).errors?.[0]?.extensions.code).toBe('INTERNAL');
    } finally {
      network.open();
    }
  });
});
