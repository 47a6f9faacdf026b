import { z } from 'zod';
import { activeFaultSchema, type ActiveFault, type FaultOrder } from '../faults/faults.js';
import { countersSchema, type Counters, loggedRequestSchema, type LoggedRequest } from './traffic.js';
import {
  clockSchema,
  listenerViewSchema,
  listViewSchema,
  newGrantSchema,
  type GrantOrder,
  type LatencyChange,
  type ListenerChange,
  type ListenerView,
  type ListQuery,
  type ListView,
  type NewGrant,
  type RateLimitChange,
} from './control.schemas.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const TIMEOUT_MS = 10_000;

/** A client for the control interface of a simulator in any process. Every method throws if the simulator rejects the request. */
export class SimulatorControl {
  /** @param baseUrl of the simulator, such as `http://127.0.0.1:3002` */
  constructor(readonly baseUrl: string) {}

  /** Resolves if the simulator is running. */
  health(): Promise<void> {
    return this.#send('GET', '/health');
  }

  /** Adds a fault. The first matching fault applies to a call. */
  setFault(order: FaultOrder): Promise<ActiveFault> {
    return this.#fetch(activeFaultSchema, 'POST', '/faults', order);
  }

  faults(): Promise<ActiveFault[]> {
    return this.#fetch(z.array(activeFaultSchema), 'GET', '/faults');
  }

  /** Removes one fault or all. */
  clearFaults(id?: string): Promise<void> {
    return this.#send('DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`);
  }

  async clock(): Promise<Date> {
    return new Date((await this.#fetch(clockSchema, 'GET', '/clock')).now);
  }

  /** Sets the clock, which keeps running, and returns the new time. */
  async setClock(now: Date): Promise<Date> {
    return new Date((await this.#fetch(clockSchema, 'PUT', '/clock', { now: now.toISOString() })).now);
  }

  /** Moves the clock and returns the new time. */
  async advanceClock(advanceSeconds: number): Promise<Date> {
    return new Date((await this.#fetch(clockSchema, 'PUT', '/clock', { advanceSeconds })).now);
  }

  /** Returns the requests to Spotify's endpoints, oldest first. */
  requests(): Promise<LoggedRequest[]> {
    return this.#fetch(z.array(loggedRequestSchema), 'GET', '/requests');
  }

  counters(): Promise<Counters> {
    return this.#fetch(countersSchema, 'GET', '/counters');
  }

  /** Clears the log and resets the counters. */
  clearRequests(): Promise<void> {
    return this.#send('DELETE', '/requests');
  }

  /** Limits the app's web API calls in a rolling window of real time; null removes the limit. */
  setRateLimit(limit: RateLimitChange): Promise<void> {
    return this.#send('PUT', '/rate-limit', limit);
  }

  /** Delays answers by real milliseconds, after the work is done. */
  setLatency(latency: LatencyChange): Promise<void> {
    return this.#send('PUT', '/latency', latency);
  }

  listener(id: string): Promise<ListenerView> {
    return this.#fetch(listenerViewSchema, 'GET', listenerPath(id));
  }

  setListener(id: string, change: ListenerChange): Promise<ListenerView> {
    return this.#fetch(listenerViewSchema, 'PATCH', listenerPath(id), change);
  }

  /** Revokes the app's access: invalidates all tokens, and the next sign-in asks for consent. */
  revokeGrant(listener?: string): Promise<void> {
    return this.#send('POST', `${listenerPath(listener)}/revoke-grant`);
  }

  /** Expires the access tokens of one listener or of all, but not their refresh tokens. */
  expireAccessTokens(listener?: string): Promise<void> {
    return this.#send('POST', `${listenerPath(listener)}/expire-access-tokens`);
  }

  /** Expires refresh tokens, as after six months, but not access tokens. */
  expireRefreshToken(listener?: string): Promise<void> {
    return this.#send('POST', `${listenerPath(listener)}/expire-refresh-token`);
  }

  /** Creates a grant and its tokens without a browser. */
  grant(order: GrantOrder): Promise<NewGrant> {
    return this.#fetch(newGrantSchema, 'POST', '/grants', order);
  }

  /** Returns the whole top list of any day. */
  list(query: ListQuery): Promise<ListView> {
    return this.#fetch(listViewSchema, 'GET', `/lists?${new URLSearchParams(query).toString()}`);
  }

  /** Resets faults, settings, clock, log, counters and limits; grants too, unless they are kept. */
  reset(options: { keepGrants?: boolean } = {}): Promise<void> {
    return this.#send('POST', '/reset', options);
  }

  /**
   * Submits the consent page of `authorizeUrl` without a browser.
   *
   * @returns the redirect to the app's callback, with code or error and state
   */
  async decide(
    authorizeUrl: string,
    listener: string,
    decision: 'allow' | 'deny' = 'allow',
  ): Promise<string> {
    const { search } = new URL(authorizeUrl);
    const response = await fetch(`${this.baseUrl}/authorize/decision${search}`, {
      method: 'POST',
      body: new URLSearchParams({ decision, listener }),
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`The simulator answered ${response.status} instead of a redirect.`);
    return location;
  }

  async #fetch<S extends z.ZodType>(
    schema: S,
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<z.output<S>> {
    return schema.parse(JSON.parse(await this.#request(method, path, body)));
  }

  async #send(method: Method, path: string, body?: unknown): Promise<void> {
    await this.#request(method, path, body);
  }

  async #request(method: Method, path: string, body: unknown): Promise<string> {
    const response = await fetch(`${this.baseUrl}/_control${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
    return text;
  }
}

function listenerPath(id = '*'): string {
  return `/listeners/${encodeURIComponent(id)}`;
}
