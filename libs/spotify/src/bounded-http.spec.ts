import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MalformedResponseError, UnavailableError } from './errors.js';
import { BoundedHttp } from './bounded-http.js';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<URL> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/`);
}

const http = new BoundedHttp({ headMs: 300, totalMs: 600, bodyBytes: 1_000 });

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('BoundedHttp', () => {
  it('reads the whole body of any response as text', async () => {
    const url = await serve((_, response) => response.writeHead(418, { 'x-kind': 'pot' }).end('<b>tëa</b>'));
    const response = await http.send(url, {});
    expect(response).toMatchObject({ status: 418, body: '<b>tëa</b>' });
    expect(response.headers['x-kind']).toBe('pot');
  });

  it('does not follow redirects', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect((await http.send(url, {})).status).toBe(302);
  });

  it('fails if the head of a response does not arrive in time', async () => {
    const url = await serve(() => undefined);
    await expect(http.send(url, {})).rejects.toThrow(new UnavailableError('no response within 300 ms'));
  });

  it('fails if a body arrives too slowly', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200).write('a');
      const drip = setInterval(() => response.write('a'), 50);
      response.on('close', () => clearInterval(drip));
    });
    await expect(http.send(url, {})).rejects.toThrow(
      new UnavailableError('no complete response within 600 ms'),
    );
  });

  describe('after a pause of the process that exceeds a time limit', () => {
    /** Stops this process's event loop, as a long pause of the whole process would. */
    function standStill(ms: number): void {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    }

    it.each([
      ['the head', { headMs: 50, totalMs: 60_000 }],
      ['the whole response', { headMs: 60_000, totalMs: 50 }],
    ])(
      'reads a response that had arrived by then, although the limit for %s has passed',
      async (_, limits) => {
        const url = await serve((_request, response) => {
          response.end('tea');
          standStill(200);
        });
        const response = await new BoundedHttp({ ...limits, bodyBytes: 1_000 }).send(url, {});
        expect(response).toMatchObject({ status: 200, body: 'tea' });
      },
    );

    it('reads a long response completely', async () => {
      const body = 'x'.repeat(1_500_000);
      const url = await serve((_request, response) => {
        response.end(body);
        standStill(200);
      });
      const patient = new BoundedHttp({ headMs: 100, totalMs: 100, bodyBytes: 2_000_000 });
      expect((await patient.send(url, {})).body).toHaveLength(body.length);
    });

    it('reads a response that arrived when the limit had almost run out', async () => {
      const url = await serve((_request, response) => {
        const respondAndStandStill = (): void => {
          response.end('tea');
          standStill(400);
        };
        setTimeout(() => setImmediate(respondAndStandStill), 1_900);
      });
      const almost = new BoundedHttp({ headMs: 2_000, totalMs: 60_000, bodyBytes: 1_000 });
      expect((await almost.send(url, {})).body).toBe('tea');
    });

    it('waits for the response to a request that is sent after the pause', async () => {
      const url = await serve((_request, response) => setTimeout(() => response.end('tea'), 50));
      const response = http.send(url, {});
      standStill(1_000);
      expect((await response).body).toBe('tea');
    });

    it('still fails if no response arrives', async () => {
      const url = await serve((_request, response) => {
        response.writeHead(200).write('a');
        standStill(1_000);
      });
      await expect(http.send(url, {})).rejects.toThrow(
        new UnavailableError('no complete response within 600 ms'),
      );
    });
  });

  it('closes the connection when a body exceeds the size limit', async () => {
    const hungUp = Promise.withResolvers<void>();
    const url = await serve((_, response) => {
      response.on('close', hungUp.resolve);
      const flood = (): void => {
        while (!response.destroyed && response.write('x'.repeat(500)));
        response.once('drain', flood);
      };
      flood();
    });
    await expect(http.send(url, {})).rejects.toThrow(MalformedResponseError);
    await hungUp.promise;
  });

  it('decompresses a gzip response', async () => {
    const url = await serve((request, response) => {
      const body = gzipSync(`tëa for ${request.headers['accept-encoding']}`);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
    });
    expect((await http.send(url, {})).body).toBe('tëa for gzip');
  });

  it.each([
    ['grows beyond what is allowed', 'gzip', gzipSync('x'.repeat(5_000)), 'it exceeds 1000 bytes'],
    ['is no gzip', 'gzip', Buffer.from('plain'), 'its gzip data is invalid'],
    ['breaks off', 'gzip', gzipSync('x'.repeat(500)).subarray(0, 20), 'its gzip data is invalid'],
    ['was not asked for', 'br', Buffer.from('?'), 'its compression is not gzip'],
  ])('refuses a compressed response that %s', async (_, encoding, body, detail) => {
    const url = await serve((__, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    await expect(http.send(url, {})).rejects.toThrow(new MalformedResponseError(detail));
  });

  it('sends a form by POST', async () => {
    const url = await serve((request, response) => {
      const type = request.headers['content-type'];
      request.pipe(response.writeHead(200, { 'x-was': `${request.method} ${type}` }));
    });
    const { headers, body } = await http.send(url, { form: { a: 'tëa & more', b: '1' } });
    expect(body).toBe('a=t%C3%ABa+%26+more&b=1');
    expect(headers['x-was']).toBe('POST application/x-www-form-urlencoded;charset=UTF-8');
  });

  it('reuses a connection for the next request', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('tea');
    });
    for (let time = 0; time < 3; time += 1) expect((await http.send(url, {})).body).toBe('tea');
    expect(ports.size).toBe(1);
  });

  it('rejects a header value that HTTP does not allow', async () => {
    const url = await serve((_, response) => response.end());
    const headers = { authorization: 'Bearer a\nb' };
    await expect(http.send(url, { headers })).rejects.toThrow(UnavailableError);
  });

  it.each([
    ['a connection that is reset', (_: unknown, response: { destroy(): void }) => response.destroy()],
    [
      'a body that breaks off',
      (
        _: unknown,
        response: { writeHead(s: number, h: object): { write(t: string): void }; destroy(): void },
      ) => {
        response.writeHead(200, { 'content-length': '100' }).write('half');
        setImmediate(() => response.destroy());
      },
    ],
  ])('calls %s unavailable', async (_, listener) => {
    const url = await serve(listener as RequestListener);
    await expect(http.send(url, {})).rejects.toThrow(UnavailableError);
  });

  it('reports an unreachable server as unavailable, with the network error code', async () => {
    const url = await serve(() => undefined);
    server?.close();
    await expect(http.send(url, {})).rejects.toThrow('ECONNREFUSED');
  });
});
