import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import type { Authenticator } from '../auth/authenticator.js';
import type { QueryLimits } from '../graphql/limits/query-limits.js';
import type { OperationMetrics } from '../graphql/operation-metrics.js';
import { superviseBodies } from '../request-bodies.js';
import { CachedResponses } from './cached-responses.js';
import { ResponseCache } from './response-cache.js';

const BODY = '{"query":"{ topArtists { source } }"}';
const CALLER = { by: 'token', listenerId: 1, scope: 'READ' } as const;

let server: Server;
let cache: ResponseCache;
/** What reached the application, as it read it. */
let executed: string[];
let charged: number[];
let counted: (string | null)[];
let logged: unknown[];
let overBudget: boolean;
let known: boolean;

/** Stands for Express: reads the body, and has the answer stored as the plugin would. */
async function execute(request: IncomingMessage, response: ServerResponse): Promise<void> {
  executed.push(await text(request));
  const hints = [{ maxAgeMs: 500, onReuse: () => undefined }];
  const body = `answer ${executed.length}`;
  cache.store(request, {
    headers: ['X-Kept', 'yes', 'Content-Length', String(body.length)],
    body: Buffer.from(body),
    operationName: 'Top',
    cost: 7,
    hints,
  });
  response.end(body);
}

beforeEach(async () => {
  [executed, charged, counted, logged, overBudget, known] = [[], [], [], [], false, true];
  cache = new ResponseCache();
  server = createServer((request, response) => void execute(request, response));
  superviseBodies(server);
  new CachedResponses(
    cache,
    { findCached: () => (known ? CALLER : null) } as unknown as Authenticator,
    {
      charge: (_: number, cost: number) => {
        if (overBudget) throw new Error('over budget');
        charged.push(cost);
      },
    } as unknown as QueryLimits,
    { recordCacheHit: (name: string | null) => void counted.push(name) } as unknown as OperationMetrics,
    { info: (line: unknown) => void logged.push(line) } as unknown as PinoLogger,
  ).attach(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(() => void server.close());

const USUAL = {
  'Content-Type': 'application/json',
  Authorization: 'Bearer hdl_x',
  'Content-Length': String(BODY.length),
};

function head(headers: Readonly<Record<string, string>> = USUAL, line = 'POST /graphql'): string {
  const lines = Object.entries({ Host: 'test', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Sends these pieces, each in a packet of its own, and reads until the server closes. */
async function exchange(...pieces: readonly string[]): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  for (const piece of pieces) {
    await new Promise<void>((sent) => socket.write(piece, () => sent()));
    for (let turns = 0; turns < 20; turns += 1) await turn();
  }
  socket.end();
  return text(socket);
}

describe('CachedResponses', () => {
  it('answers a request that comes again: charged, counted, logged, and with an id of its own', async () => {
    await exchange(head() + BODY);
    const [second, third] = [await exchange(head() + BODY), await exchange(head() + BODY)];
    expect(executed).toEqual([BODY]);
    expect(second).toMatch(/^HTTP\/1.1 200 OK\r\nX-Kept: yes\r\n/);
    expect(second).toContain('\r\n\r\nanswer 1');
    expect(second).toContain('Connection: keep-alive');
    const [id, otherId] = [second, third].map((answer) => /X-Request-Id: (\S+)/.exec(answer)?.[1]);
    expect(id).not.toBe(otherId);
    expect([charged, counted]).toEqual([
      [7, 7],
      ['Top', 'Top'],
    ]);
    expect(logged[0]).toMatchObject({
      req: { id, method: 'POST', url: '/graphql' },
      res: { statusCode: 200 },
    });
  });

  it('leaves a request over budget to the application, whole', async () => {
    await exchange(head() + BODY);
    overBudget = true;
    expect(await exchange(head() + BODY)).toContain('answer 2');
    expect(executed).toEqual([BODY, BODY]);
    expect([charged, logged]).toEqual([[], []]);
  });

  it('leaves a token that is not known to the application', async () => {
    await exchange(head() + BODY);
    known = false;
    expect(await exchange(head() + BODY)).toContain('answer 2');
  });

  it('answers requests on one connection in turn, hits and others, pipelined', async () => {
    const other = `${BODY} `;
    const otherHead = head({ ...USUAL, 'Content-Length': String(other.length) });
    await exchange(head() + BODY);
    const answers = await exchange(`${head()}${BODY}${otherHead}${other}${head()}${BODY}`);
    expect(answers.match(/answer \d/g)).toEqual(['answer 1', 'answer 2', 'answer 1']);
    expect(executed).toEqual([BODY, other]);
  });

  it('gives a body that comes in pieces to the application, whole', async () => {
    await exchange(head() + BODY);
    expect(await exchange(head(), BODY.slice(0, 9), BODY.slice(9))).toContain('answer 2');
    expect(executed).toEqual([BODY, BODY]);
  });

  it('hands a request that arrived whole to the application, although its connection closes at once', async () => {
    const { port } = server.address() as AddressInfo;
    for (const isKnown of [true, false]) {
      known = isKnown;
      const socket = connect(port, '127.0.0.1');
      socket.end(head() + BODY);
      await text(socket);
    }
    expect(executed).toEqual([BODY, BODY]);
  });

  it('leaves a body that comes after its head to the application', async () => {
    await exchange(head() + BODY);
    expect(await exchange(head(), BODY)).toContain('answer 2');
    expect(executed).toEqual([BODY, BODY]);
  });

  it('never takes bytes beyond the announced length for part of the body', async () => {
    await exchange(head() + BODY);
    const answers = await exchange(`${head()}${BODY}nonsense\r\n\r\n`);
    expect(answers).toContain('400 Bad Request');
    expect(executed).toEqual([BODY]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['GET', {}, 'GET /graphql'],
    ['HEAD', {}, 'HEAD /graphql'],
    ['another path', {}, 'POST /graphql/'],
    ['a query in the address', {}, 'POST /graphql?query=x'],
    ['a page of another origin', { Origin: 'https://page.example' }, 'POST /graphql'],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'POST /graphql'],
    ['another charset', { 'Content-Type': 'application/json; charset=utf-16' }, 'POST /graphql'],
    ['a compressed body', { 'Content-Encoding': 'gzip' }, 'POST /graphql'],
  ])('leaves %s to the application', async (_, headers, line) => {
    await exchange(head() + BODY);
    await exchange(head({ ...USUAL, ...headers }, line) + BODY);
    expect([executed.length, counted.length]).toEqual([2, 0]);
  });

  it('leaves a body without a length to the application', async () => {
    await exchange(head() + BODY);
    const others = { 'Content-Type': USUAL['Content-Type'], Authorization: USUAL.Authorization };
    const chunk = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
    await exchange(head({ ...others, 'Transfer-Encoding': 'chunked' }) + chunk);
    expect(executed).toEqual([BODY, BODY]);
  });

  it('leaves a body that is announced as too long to the application', async () => {
    await exchange(head({ ...USUAL, 'Content-Length': '100001' }) + 'x'.repeat(100_001));
    await exchange(head({ ...USUAL, 'Content-Length': '100001' }) + 'x'.repeat(100_001));
    expect(executed).toHaveLength(2);
  });
});
