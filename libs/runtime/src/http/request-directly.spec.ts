import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { requestDirectly } from './request-directly.js';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('requestDirectly', () => {
  it('sends JSON and returns the whole response', async () => {
    const url = await serve((request, response) => {
      response.writeHead(418, { 'content-type': request.headers['content-type'] });
      request.pipe(response);
    });
    expect(await requestDirectly(url, { method: 'PUT', json: { a: 'tëa' }, withinMs: 5_000 })).toEqual({
      status: 418,
      body: '{"a":"tëa"}',
    });
  });

  it('gives up on a response that does not start or does not end', async () => {
    const silent = await serve(() => undefined);
    await expect(requestDirectly(silent, { withinMs: 100 })).rejects.toThrow(/abort/i);
    const dripping = await serve((_, response) => void response.writeHead(200).write('a'));
    await expect(requestDirectly(dripping, { withinMs: 100 })).rejects.toThrow(/abort/i);
  });

  it('fails if nothing listens on the port', async () => {
    const url = await serve(() => undefined);
    servers[0]?.close();
    await expect(requestDirectly(url, { withinMs: 5_000 })).rejects.toThrow('ECONNREFUSED');
  });
});
