import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/authenticator.js';
import type { CacheHint } from '../graphql/operation-context.js';

/** Longest time that a response is reused, in milliseconds from the arrival of its request. */
const MAX_AGE_MS = 500;
/** How long before its end a response is renewed, in milliseconds. */
const RENEWAL_MS = 100;
const MAX_BYTES = 8 * 2 ** 20;
/** Bytes per entry in addition to key and body: headers and overhead of the cache. */
const ENTRY_BYTES = 2_000;
/** How many listeners' versions are kept: each until no response from before the change can be stored. */
const MAX_CHANGED_LISTENERS = 100_000;

/** A response to be sent again. */
export interface CachedResponse {
  /** Names and values in turn, as `writeHead` takes them. Without the request ID. */
  readonly headers: readonly string[];
  /** Encoded once: encoding 8 kB for every hit took a fifth of its CPU. */
  readonly body: Buffer;
  readonly operationName: string | null;
  readonly cost: number;
  readonly hints: readonly CacheHint[];
}

interface CacheEntry {
  readonly response: CachedResponse;
  isBeingRenewed: boolean;
}

/** A request without a cached response. */
interface Miss {
  readonly key: string;
  readonly arrivedAt: number;
}

/** Caches responses to queries with an access token, in this process, for at most half a second. */
@Injectable()
export class ResponseCache {
  private readonly entries = new LRUCache<string, CacheEntry>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ response: { body } }, key) => ENTRY_BYTES + body.length + key.length,
    ttl: MAX_AGE_MS,
    ttlResolution: 0,
  });
  private readonly versions = new LRUCache<number, number>({
    // `max` would allocate memory for all of them at once.
    maxSize: MAX_CHANGED_LISTENERS,
    sizeCalculation: () => 1,
    ttl: 4 * MAX_AGE_MS,
  });
  private readonly misses = new WeakMap<IncomingMessage, Miss>();
  private changes = 0;

  /** Size of the cache in bytes. */
  get size(): number {
    return this.entries.calculatedSize;
  }

  /**
   * Finds the response to a request. If there is none, {@link store} can add it later, under the current version of the
   * listener's data. So a response from before a change is never found after it.
   *
   * Shortly before a response expires, one request finds none and renews it. Otherwise all concurrent requests would be
   * executed when it expires.
   */
  find(request: IncomingMessage, caller: Caller & { by: 'token' }, body: Buffer): CachedResponse | undefined {
    const { listenerId, scope } = caller;
    const version = this.versions.get(listenerId) ?? 0;
    const accept = request.headers.accept ?? '';
    const key = `${listenerId}/${version}/${scope}/${accept}\n${body.toString('latin1')}`;
    const entry = this.entries.get(key);
    if (entry && (entry.isBeingRenewed || this.entries.getRemainingTTL(key) > RENEWAL_MS))
      return entry.response;
    if (entry) entry.isBeingRenewed = true;
    this.misses.set(request, { key, arrivedAt: performance.now() });
    return undefined;
  }

  /** Whether {@link find} found no response to this request, so that one may be stored. */
  expects(request: IncomingMessage): boolean {
    return this.misses.has(request);
  }

  /** Stores the response to a request, for as long as all hints allow. */
  store(request: IncomingMessage, response: CachedResponse): void {
    const miss = this.misses.get(request);
    if (!miss) return;
    const maxAgeMs = Math.min(MAX_AGE_MS, ...response.hints.map((hint) => hint.maxAgeMs));
    // An entry is still found when it is exactly as old as its TTL.
    const ttl = Math.ceil(maxAgeMs - (performance.now() - miss.arrivedAt)) - 1;
    if (ttl > 0) this.entries.set(miss.key, { response, isBeingRenewed: false }, { ttl });
  }

  /** Removes all responses to a listener whose data has changed from the cache of this process. */
  invalidate(listenerId: number): void {
    this.versions.set(listenerId, (this.changes += 1));
  }
}
