import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CachedResponse, ResponseCache } from './response-cache.js';

const BODY = Buffer.from('{"query":"{ topArtists { source } }"}');
const LISTENER = { by: 'token', listenerId: 1, scope: 'READ' } as const;

function request(accept = '*/*'): IncomingMessage {
  return { headers: { accept } } as IncomingMessage;
}

function response({ maxAgeMs = 60_000, body = '{"data":{}}\n' } = {}): CachedResponse {
  const hints = [{ maxAgeMs, onReuse: () => undefined }];
  return { headers: [], body: Buffer.from(body), operationName: null, cost: 1, hints };
}

/** Asks once, and stores the response. */
function store(
  cache: ResponseCache,
  caller: Parameters<ResponseCache['find']>[1] = LISTENER,
  stored = response(),
): void {
  const first = request();
  expect(cache.find(first, caller, BODY)).toBeUndefined();
  cache.store(first, stored);
}

describe('ResponseCache', () => {
  let clock: jest.Spied<typeof performance.now>;
  beforeEach(() => {
    clock = jest.spyOn(performance, 'now');
  });
  afterEach(() => clock.mockRestore());

  it('finds a response by listener, scope, Accept and the exact bytes of the body', () => {
    const cache = new ResponseCache();
    store(cache);
    expect(cache.find(request(), LISTENER, BODY)).toBeDefined();
    expect(cache.find(request(), { ...LISTENER, listenerId: 2 }, BODY)).toBeUndefined();
    expect(cache.find(request(), { ...LISTENER, listenerId: 11 }, BODY)).toBeUndefined();
    expect(cache.find(request(), { ...LISTENER, scope: 'WRITE' }, BODY)).toBeUndefined();
    expect(cache.find(request('application/json'), LISTENER, BODY)).toBeUndefined();
    expect(cache.find(request(), LISTENER, Buffer.concat([BODY, Buffer.from(' ')]))).toBeUndefined();
  });

  it('distinguishes bodies that differ only in bytes that are not UTF-8', () => {
    const cache = new ResponseCache();
    const first = request();
    cache.find(first, LISTENER, Buffer.from([0xff]));
    cache.store(first, response());
    expect(cache.find(request(), LISTENER, Buffer.from([0xfe]))).toBeUndefined();
    expect(cache.find(request(), LISTENER, Buffer.from([0xff]))).toBeDefined();
  });

  it('never finds a response again after a change of the listener, and keeps those of others', () => {
    const cache = new ResponseCache();
    const other = { ...LISTENER, listenerId: 2 };
    store(cache);
    store(cache, other);
    cache.invalidate(LISTENER.listenerId);
    expect(cache.find(request(), LISTENER, BODY)).toBeUndefined();
    expect(cache.find(request(), other, BODY)).toBeDefined();
  });

  it('does not find a response whose request was running while the listener changed', () => {
    const cache = new ResponseCache();
    const running = request();
    cache.find(running, LISTENER, BODY);
    cache.invalidate(LISTENER.listenerId);
    cache.store(running, response());
    expect(cache.find(request(), LISTENER, BODY)).toBeUndefined();
  });

  it('stores no response without an earlier find, and none that a hint forbids', () => {
    const cache = new ResponseCache();
    cache.store(request(), response());
    store(cache, LISTENER, response({ maxAgeMs: 0 }));
    expect(cache.size).toBe(0);
  });

  it.each([
    [60_000, 398, 2],
    [60_000, 399, 1],
    [60_000, 499, 1],
    [60_000, 500, 0],
    [200, 98, 2],
    [200, 99, 1],
    [200, 199, 1],
    [200, 200, 0],
  ])('allows %i ms: of two requests %i ms later, %i get the response', (maxAgeMs, afterMs, hits) => {
    clock.mockReturnValue(1_000);
    const cache = new ResponseCache();
    store(cache, LISTENER, response({ maxAgeMs }));
    clock.mockReturnValue(1_000 + afterMs);
    const found = [1, 2].map(() => cache.find(request(), LISTENER, BODY));
    expect(found.filter((each) => each !== undefined)).toHaveLength(hits);
  });

  it('has one request renew a response that is about to expire', () => {
    clock.mockReturnValue(1_000);
    const cache = new ResponseCache();
    store(cache);
    clock.mockReturnValue(1_450);
    const renewal = request();
    expect(cache.find(renewal, LISTENER, BODY)).toBeUndefined();
    cache.store(renewal, response({ body: 'renewed' }));
    clock.mockReturnValue(1_600);
    expect(cache.find(request(), LISTENER, BODY)?.body.toString()).toBe('renewed');
  });

  it('counts the time that the response took', () => {
    clock.mockReturnValue(1_000);
    const cache = new ResponseCache();
    const slow = request();
    cache.find(slow, LISTENER, BODY);
    clock.mockReturnValue(1_390);
    cache.store(slow, response());
    clock.mockReturnValue(1_398);
    expect(cache.find(request(), LISTENER, BODY)).toBeDefined();
    clock.mockReturnValue(1_500);
    expect(cache.find(request(), LISTENER, BODY)).toBeUndefined();
  });

  it('holds at most 8 MiB, bodies of requests included', () => {
    const cache = new ResponseCache();
    const most = 8 * 2 ** 20;
    let largest = 0;
    for (let n = 0; n < 600; n += 1) {
      const each = request();
      cache.find(each, LISTENER, Buffer.from(String(n).padEnd(90_000)));
      cache.store(each, response({ body: 'x'.repeat(8_000) }));
      largest = Math.max(largest, cache.size);
    }
    expect(largest).toBeLessThanOrEqual(most);
    expect(largest).toBeGreaterThan(most * 0.95);
  });
});
