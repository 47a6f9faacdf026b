import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/authenticator.js';
import type { CacheHint } from '../graphql/operation-context.js';

/** The longest that a response is reused, in milliseconds from the arrival of the request that it answered. */
const MAX_AGE_MS = 500;
const MAX_BYTES = 16 * 2 ** 20;
/** Bytes per entry in addition to key and body: headers and bookkeeping. */
const ENTRY_BYTES = 2_000;
/** Listeners whose changes are remembered at once, each until no response from before its change can be stored. */
const MAX_CHANGED_LISTENERS = 100_000;

/** A response that can be sent again. */
export interface CachedResponse {
  /** Names and values in turn, as `writeHead` takes them; without the request id. */
  readonly headers: readonly string[];
  /** UTF-8, encoded once: encoding 8 kB again for each hit took a fifth of its CPU. */
  readonly body: Buffer;
  readonly operationName: string | null;
  readonly cost: number;
  readonly hints: readonly CacheHint[];
}

/** Identifies the response to a request, and when that request arrived. */
interface Miss {
  readonly key: string;
  readonly arrivedAt: number;
}

/** Responses to queries sent with an access token, for half a second at most, in this process only. */
@Injectable()
export class ResponseCache {
  private readonly responses = new LRUCache<string, CachedResponse>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }, key) => ENTRY_BYTES + body.length + key.length,
    ttl: MAX_AGE_MS,
    ttlResolution: 0,
  });
  private readonly versions = new LRUCache<number, number>({
    max: MAX_CHANGED_LISTENERS,
    ttl: 4 * MAX_AGE_MS,
  });
  private readonly misses = new WeakMap<IncomingMessage, Miss>();
  private changes = 0;

  /** The bytes that the cache holds. */
  get size(): number {
    return this.responses.calculatedSize;
  }

  /**
   * Finds the response to a request. Where there is none, {@link store} can add it later: under the version of the
   * listener's data at this moment, so that a response from before a change is never found after it.
   */
  find(request: IncomingMessage, caller: Caller & { by: 'token' }, body: Buffer): CachedResponse | undefined {
    const { listenerId, scope } = caller;
    const version = this.versions.get(listenerId) ?? 0;
    const accept = request.headers.accept ?? '';
    const key = `${listenerId}/${version}/${scope}/${accept}\n${body.toString('latin1')}`;
    const found = this.responses.get(key);
    if (!found) this.misses.set(request, { key, arrivedAt: performance.now() });
    return found;
  }

  /** Whether the response to this request was looked for, and may be stored. */
  expects(request: IncomingMessage): boolean {
    return this.misses.has(request);
  }

  /** Stores the response to a request that {@link find} found none for, for as long as all hints allow. */
  store(request: IncomingMessage, response: CachedResponse): void {
    const miss = this.misses.get(request);
    if (!miss) return;
    const maxAgeMs = Math.min(MAX_AGE_MS, ...response.hints.map((hint) => hint.maxAgeMs));
    // An entry is still found when it is exactly as old as its TTL.
    const ttl = Math.ceil(maxAgeMs - (performance.now() - miss.arrivedAt)) - 1;
    if (ttl > 0) this.responses.set(miss.key, response, { ttl });
  }

  /** Makes this process forget all responses to a listener whose data has changed. */
  invalidate(listenerId: number): void {
    this.versions.set(listenerId, (this.changes += 1));
  }
}
