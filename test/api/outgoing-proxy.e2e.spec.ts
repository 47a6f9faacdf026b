import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Instance } from '../support/index.js';

let instance: Instance;
const requests: string[] = [];

/** A proxy that forwards calls to Spotify to the simulator. */
const proxy = createServer((incoming, response) => {
  const { host, pathname, search } = new URL(incoming.url ?? '');
  requests.push(`${host}${pathname}`);
  const { method } = incoming;
  // The simulator accepts only its own host name.
  const headers = { ...incoming.headers, host: new URL(instance.simulator.url).host };
  const onward = request(instance.simulator.url + pathname + search, { method, headers }, (answer) => {
    answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers));
  });
  incoming.pipe(onward);
});

beforeAll(async () => {
  proxy.listen(0, '127.0.0.1');
  [instance] = await Promise.all([Instance.open(), once(proxy, 'listening')]);
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await instance?.close();
});

it('the API calls Spotify through HTTP_PROXY if NODE_USE_ENV_PROXY is set', async () => {
  const api = await instance.startApi({
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    SPOTIFY_ACCOUNTS_URL: 'http://accounts.spotify.test',
    SPOTIFY_API_URL: 'http://api.spotify.test',
  });
  const listener = instance.client(api);
  await listener.signIn('demo_03');
  expect(await listener.graphql('{ topArtists(limit: 1) { source } }')).toEqual({
    data: { topArtists: { source: 'SPOTIFY' } },
  });
  expect(requests.slice(0, 3)).toEqual([
    'accounts.spotify.test/api/token',
    'api.spotify.test/v1/me',
    'api.spotify.test/v1/me/top/artists',
  ]);
  await api.stop();
});
