import { z } from 'zod';
import { endpointNameSchema, type Call, endpointNames, type EndpointName } from '../endpoint.js';

/** A logged request. Contains ids, never a token, code or secret. */
export const loggedRequestSchema = z.object({
  id: z.int(),
  /** When it arrived, by the real clock. */
  at: z.iso.datetime(),
  method: z.string(),
  /** Without the query. */
  path: z.string(),
  endpoint: endpointNameSchema.nullable(),
  listener: z.string().nullable(),
  grant: z.string().nullable(),
  grantType: z.string().nullable(),
  range: z.string().nullable(),
  limit: z.string().nullable(),
  offset: z.string().nullable(),
  /** Null until an answer is sent. */
  status: z.int().nullable(),
  /** The kind of the fault that was applied. */
  fault: z.string().nullable(),
});
export type LoggedRequest = z.infer<typeof loggedRequestSchema>;

/** The log keeps at least this many of the newest requests. */
const MAX_ENTRIES = 50_000;

export class RequestLog {
  #requests: LoggedRequest[] = [];
  #lastId = 0;

  /** Adds an entry. The caller sets its status and fault later. */
  open(request: Omit<LoggedRequest, 'id' | 'at' | 'status' | 'fault'>): LoggedRequest {
    const entry = {
      id: (this.#lastId += 1),
      at: new Date().toISOString(),
      ...request,
      status: null,
      fault: null,
    };
    this.#requests.push(entry);
    if (this.#requests.length > 2 * MAX_ENTRIES) this.#requests = this.#requests.slice(-MAX_ENTRIES);
    return entry;
  }

  /** Returns the requests, oldest first. */
  all(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests = [];
  }
}

export const countersSchema = z.object({
  /** Refreshes in flight, from the arrival of the request to the end of its answer. */
  concurrentRefreshes: z.object({ now: z.int(), max: z.int() }),
  /** Token calls per grant. A sign-in has no grant yet. */
  tokenCalls: z.array(
    z.object({
      grant: z.string().nullable(),
      listener: z.string().nullable(),
      authorizationCode: z.int(),
      refreshToken: z.int(),
    }),
  ),
});
export type Counters = z.infer<typeof countersSchema>;

export class CallCounters {
  #now = 0;
  #max = 0;
  readonly #tokenCalls = new Map<string, Counters['tokenCalls'][number]>();

  /** Counts a call of the token endpoint. The caller calls the result when the answer has ended. */
  begin(call: Call): () => void {
    if (call.endpoint !== 'token') return () => undefined;
    const key = JSON.stringify([call.grant, call.listener]);
    const { grant, listener } = call;
    const calls = this.#tokenCalls.get(key) ?? { grant, listener, authorizationCode: 0, refreshToken: 0 };
    this.#tokenCalls.set(key, calls);
    if (call.grantType === 'authorization_code') calls.authorizationCode += 1;
    if (call.grantType !== 'refresh_token') return () => undefined;
    calls.refreshToken += 1;
    this.#now += 1;
    this.#max = Math.max(this.#max, this.#now);
    return () => {
      this.#now -= 1;
    };
  }

  read(): Counters {
    return {
      concurrentRefreshes: { now: this.#now, max: this.#max },
      tokenCalls: [...this.#tokenCalls.values()],
    };
  }

  reset(): void {
    this.#max = this.#now;
    this.#tokenCalls.clear();
  }
}

export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

/** Limits the calls of an app in a rolling window of real time. Rejected calls do not count. */
export class RollingWindow {
  #limit: RateLimit | null = null;
  #admitted: number[] = [];

  /** @param monotonic returns real time in milliseconds that never decreases */
  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  limit(limit: RateLimit | null): void {
    this.#limit = limit;
    this.#admitted = [];
  }

  get current(): RateLimit | null {
    return this.#limit;
  }

  /** Admits a call and returns 0, or returns the seconds until a call will be admitted: 1 or more. */
  admit(): number {
    if (!this.#limit) return 0;
    const now = this.monotonic();
    const span = this.#limit.perSeconds * 1000;
    this.#admitted = this.#admitted.filter((time) => time > now - span);
    if (this.#admitted.length < this.#limit.requests) {
      this.#admitted.push(now);
      return 0;
    }
    const oldest = this.#admitted[0] ?? now;
    return Math.max(1, Math.ceil((oldest + span - now) / 1000));
  }
}

/** Delays of answers per endpoint, in real milliseconds. The work is done before the delay. */
export class Latency {
  readonly #milliseconds = new Map<EndpointName, number>();

  get(endpoint: EndpointName): number {
    return this.#milliseconds.get(endpoint) ?? 0;
  }

  /** Changes the given endpoints and keeps the others. */
  set(milliseconds: Partial<Record<EndpointName, number>>): void {
    for (const endpoint of endpointNames) {
      const value = milliseconds[endpoint];
      if (value !== undefined) this.#milliseconds.set(endpoint, value);
    }
  }

  reset(): void {
    this.#milliseconds.clear();
  }
}
