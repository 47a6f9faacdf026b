import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../support/simulators.js';
import { freePort } from '../support/free-port.js';
import { Client } from '../support/client.js';
import { createTestDatabase } from '../support/test-database.js';
import { Home, npmStart } from './standalone.js';

const APP = { clientId: 'the-id', clientSecret: 'the-secret' };

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

  it('without the proxy that the environment names, and stops within 10 s on SIGTERM to npm alone', async () => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const [spotify, database] = await Promise.all([startSimulator(APP), createTestDatabase()]);
    const running = await home.run({
      ...npmStart(),
      environment: {
        // A start that has little to do: no simulator, no history, no PostgreSQL.
        DATABASE_URL: database.url,
        ...{ SPOTIFY_CLIENT_ID: APP.clientId, SPOTIFY_CLIENT_SECRET: APP.clientSecret },
        ...{ SPOTIFY_ACCOUNTS_URL: spotify.url, SPOTIFY_API_URL: spotify.url },
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
    await home.expectStop(running, 'SIGTERM', 'itself');
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
