import { createServer, type IncomingMessage, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DirectRequest, isUsual, putBack, readDirectly } from './direct-request.js';

const QUERY = '{ viewer { id } }';
const USUAL = { 'content-type': 'application/json', authorization: 'Bearer of somebody' };
const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

interface Seen {
  readonly usual: boolean;
  readonly asked: DirectRequest | null;
  /** What others read afterwards, to whom the request was given back. */
  readonly rest: string;
}

let server: Server;
let seen: (what: Seen) => void;
/** Told once the server has looked at what had come by then. */
let looked: () => void;
async function look(request: IncomingMessage): Promise<Seen> {
  const usual = isUsual(request);
  const asked = usual ? readDirectly(request) : null;
  if (asked) putBack(request, asked);
  looked();
  return { usual, asked, rest: await text(request) };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const go = (): void => {
      void look(request).then((what) => {
        seen(what);
        response.end();
      });
    };
    if (request.headers['content-length'] === undefined || request.method === 'GET') go();
    else request.once('readable', go);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => void server.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The second only once the server has looked at the first. */
  readonly parts?: readonly string[];
}

async function show({ method = 'POST', path = '/graphql', headers = {}, parts }: Sent): Promise<Seen> {
  const body = parts ?? [JSON.stringify({ query: QUERY })];
  const { port } = server.address() as AddressInfo;
  const length = { 'content-length': String(Buffer.byteLength(body.join(''))) };
  const all = Object.entries({ ...USUAL, ...length, ...headers }).filter(([, value]) => value !== '');
  const what = new Promise<Seen>((resolve) => (seen = resolve));
  const firstPart = new Promise<void>((resolve) => (looked = resolve));
  const request = send({ host: '127.0.0.1', port, method, path, headers: Object.fromEntries(all) });
  const done = new Promise<void>((ended, failed) => {
    request.once('response', (response) => response.resume().once('end', ended));
    request.once('error', failed);
  });
  const [first = '', ...others] = body;
  request.write(first);
  if (others.length > 0) await firstPart;
  request.end(others.join(''));
  await done;
  return what;
}

describe('a request that may go the short way', () => {
  it('is read, and can be put back', async () => {
    const body = { query: QUERY, operationName: 'Who', variables: { n: 1 } };
    const { asked, rest } = await show({ parts: [JSON.stringify(body)] });
    expect(asked).toMatchObject({ ...body, body, mediaType: JSON_TYPE });
    expect(JSON.parse(rest)).toEqual(body);
  });

  it.each([
    ['*/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/graphql-response+json', GRAPHQL_TYPE],
    ['application/graphql-response+json,application/json;q=0.9', GRAPHQL_TYPE],
  ])('accepts %s', async (accept, mediaType) => {
    const { usual, asked } = await show({ headers: { accept } });
    expect(usual).toBe(true);
    expect(asked?.mediaType).toBe(mediaType);
  });

  it.each<[string, Sent]>([
    ['comes by GET', { method: 'GET', parts: [] }],
    ['has a query in its address', { path: '/graphql?query=%7B__typename%7D' }],
    ['goes elsewhere', { path: '/graphql/' }],
    ['has no token', { headers: { authorization: '' } }],
    ['comes from a page', { headers: { origin: 'https://page.example' } }],
    ['is a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['is in another alphabet', { headers: { 'content-type': 'application/json; charset=utf-16' } }],
    ['is compressed', { headers: { 'content-encoding': 'gzip' } }],
    ['does not say how long it is', { headers: { 'content-length': '', 'transfer-encoding': 'chunked' } }],
    ['is too long', { parts: [JSON.stringify({ query: `${QUERY}${' '.repeat(100_000)}` })] }],
    ['accepts something rare', { headers: { accept: 'application/json;q=0.5, text/html' } }],
    ['accepts a property of objects', { headers: { accept: 'constructor' } }],
  ])('is none that %s', async (_, sent) => {
    const { usual, rest } = await show(sent);
    expect(usual).toBe(false);
    expect(rest).toBe((sent.parts ?? [JSON.stringify({ query: QUERY })]).join(''));
  });

  it.each([
    ['in two packets', ['{"query": "{ viewer', ' { id } }"}']],
    ['that is no JSON', ['{"query": ']],
    ['that is a batch', [JSON.stringify([{ query: QUERY }])]],
    ['without a query', [JSON.stringify({ operationName: 'Who' })]],
    ['with extensions', [JSON.stringify({ query: QUERY, extensions: { persistedQuery: {} } })]],
    ['with variables that are a list', [JSON.stringify({ query: QUERY, variables: [1] })]],
    ['with a query that is a number', [JSON.stringify({ query: 1 })]],
  ])('leaves a body %s as it was', async (_, parts) => {
    const { usual, asked, rest } = await show({ parts });
    expect([usual, asked, rest]).toEqual([true, null, parts.join('')]);
  });
});
