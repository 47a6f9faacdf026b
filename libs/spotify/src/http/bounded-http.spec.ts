import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { MalformedAnswerError } from '../errors/malformed-answer.error.js';
import { UnavailableError } from '../errors/unavailable.error.js';
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
  it('reads an answer whole, whatever it is', async () => {
    const url = await serve((_, response) => response.writeHead(418, { 'x-kind': 'pot' }).end('<b>tëa</b>'));
    const answer = await http.send(url, {});
    expect(answer).toMatchObject({ status: 418, body: '<b>tëa</b>' });
    expect(answer.headers.get('x-kind')).toBe('pot');
  });

  it('never follows a redirect', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    );
    expect((await http.send(url, {})).status).toBe(302);
  });

  it('gives up on an answer whose head does not come', async () => {
    const url = await serve(() => undefined);
    await expect(http.send(url, {})).rejects.toThrow(new UnavailableError('no answer within 300 ms'));
  });

  it('gives up on an answer that drips', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200).write('a');
      const drip = setInterval(() => response.write('a'), 50);
      response.on('close', () => clearInterval(drip));
    });
    await expect(http.send(url, {})).rejects.toThrow(
      new UnavailableError('no complete answer within 600 ms'),
    );
  });

  it('takes no more bytes than allowed, and hangs up then', async () => {
    const hungUp = Promise.withResolvers<void>();
    const url = await serve((_, response) => {
      response.on('close', hungUp.resolve);
      const flood = (): void => {
        while (!response.destroyed && response.write('x'.repeat(500)));
        response.once('drain', flood);
      };
      flood();
    });
    await expect(http.send(url, {})).rejects.toThrow(MalformedAnswerError);
    await hungUp.promise;
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

  it('calls a server that is not there unavailable, and says what the network said', async () => {
    const url = await serve(() => undefined);
    server?.close();
    await expect(http.send(url, {})).rejects.toThrow('ECONNREFUSED');
  });
});
