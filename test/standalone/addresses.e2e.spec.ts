import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { requestDirectly } from '#runtime';
import { type Simulator, startSimulator } from '../support/simulators.js';
import { freePort } from '../support/free-port.js';
import { Client } from '../support/client.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { Home } from './standalone.js';

/** Ports that browsers refuse, and `fetch` with them. */
const REFUSED = [6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080];

const APP = { clientId: 'the-id', clientSecret: 'the-secret' };

/** Settings of a start that has little to do: no simulator, no history, no PostgreSQL. */
function inRealMode(spotify: Simulator, database: TestDatabase): Record<string, string> {
  return {
    DATABASE_URL: database.url,
    ...{ SPOTIFY_CLIENT_ID: APP.clientId, SPOTIFY_CLIENT_SECRET: APP.clientSecret },
    ...{ SPOTIFY_ACCOUNTS_URL: spotify.url, SPOTIFY_API_URL: spotify.url },
  };
}

async function refusedPorts(): Promise<[string, string]> {
  const free: string[] = [];
  for (const port of REFUSED) {
    const server = createServer().listen(port, '::');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) free.push(String(port));
  }
  const [first, second] = free;
  if (first === undefined || second === undefined) throw new Error('No two of the refused ports are free.');
  return [first, second];
}

describe('npm start asks its own processes', () => {
  let home: Home;
  let proxy: Server;
  const asked: (string | undefined)[] = [];

  beforeEach(async () => {
    home = await Home.open();
  });
  afterEach(() => home.remove());
  beforeAll(async () => {
    proxy = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(502).end();
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });
  afterAll(() => void proxy.close());

  it('without the proxy that the environment names', async () => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const [spotify, database] = await Promise.all([startSimulator(APP), createEmptyDatabase()]);
    const running = await home.run({
      environment: {
        ...inRealMode(spotify, database),
        ...{ HTTP_PROXY: address, http_proxy: address, HTTPS_PROXY: address, NODE_USE_ENV_PROXY: '1' },
        no_proxy: 'intranet.example',
      },
    });
    const listener = new Client(home.address, spotify.control);
    await listener.signIn();
    expect(await listener.graphql('{ topArtists(limit: 1) { source } }')).toEqual({
      data: { topArtists: { source: 'SPOTIFY' } },
    });
    expect(asked).toEqual([]);
    await running.stop();
    await Promise.all([spotify.close(), database.drop()]);
  }, 120_000);

  it('at ports that browsers refuse, which it warns of, and prints an address that answers', async () => {
    const [spotify, database] = await Promise.all([startSimulator(), createEmptyDatabase()]);
    const [PORT, WORKER_PORT] = await refusedPorts();
    const running = await home.run({
      environment: {
        ...inRealMode(spotify, database),
        ...{ PORT, WORKER_PORT, HOST: '::1' },
      },
    });
    expect(running.logs).toContain(
      `warning: browsers block the port of http://[::1]:${PORT}. Set PORT to another one.`,
    );
    const [, address = ''] = /Open +(\S+)/.exec(running.logs) ?? [];
    expect(await requestDirectly(`${address}/health/ready`, { withinMs: 5_000 })).toMatchObject({
      status: 200,
    });
    await running.stop();
    await Promise.all([spotify.close(), database.drop()]);
  }, 120_000);

  it('and says which setting names an address that is not of this machine', async () => {
    const environment = {
      ...{ HOST: '192.0.2.7', PUBLIC_URL: 'https://charts.example.org', WORKER_HOST: 'nowhere.invalid' },
      WORKER_PORT: String(await freePort()),
    };
    const started = home.start({ environment });
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(started.logs).toContain('  HOST: an address of this machine; 192.0.2.7 is not one');
    expect(started.logs).toContain(
      '  WORKER_HOST: an address of this machine; nowhere.invalid cannot be resolved',
    );
  });
});
