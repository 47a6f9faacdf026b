import { z } from 'zod';
import { activeFaultSchema, type ActiveFault, type FaultOrder } from '../faults/fault.js';
import { countersSchema, type Counters } from './call-counters.js';
import { ControlRequests } from './control-requests.js';
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
import { loggedRequestSchema, type LoggedRequest } from './request-log.js';

/** Turns a running simulator over HTTP, be it in this process or another. Listener ids are those of the profile. */
export class SimulatorControl {
  readonly #send: ControlRequests;

  /** @param baseUrl of the simulator, such as `http://127.0.0.1:3002` */
  constructor(readonly baseUrl: string) {
    this.#send = new ControlRequests(baseUrl);
  }

  /** Resolves when the simulator is up. */
  health(): Promise<void> {
    return this.#send.unanswered('GET', '/health');
  }

  /** Orders calls to be spoiled; the first order that fits a call is the one that counts. */
  setFault(order: FaultOrder): Promise<ActiveFault> {
    return this.#send.answered(activeFaultSchema, 'POST', '/faults', order);
  }

  faults(): Promise<ActiveFault[]> {
    return this.#send.answered(z.array(activeFaultSchema), 'GET', '/faults');
  }

  /** Clears one fault, or all. */
  clearFaults(id?: string): Promise<void> {
    return this.#send.unanswered(
      'DELETE',
      id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`,
    );
  }

  async clock(): Promise<Date> {
    return new Date((await this.#send.answered(clockSchema, 'GET', '/clock')).now);
  }

  /** Sets the clock, which runs on from there; resolves to the new time. */
  async setClock(now: Date): Promise<Date> {
    return new Date(
      (await this.#send.answered(clockSchema, 'PUT', '/clock', { now: now.toISOString() })).now,
    );
  }

  /** Moves the clock by so many seconds; resolves to the new time. */
  async advanceClock(advanceSeconds: number): Promise<Date> {
    return new Date((await this.#send.answered(clockSchema, 'PUT', '/clock', { advanceSeconds })).now);
  }

  /** Requests for Spotify's endpoints, oldest first. */
  requests(): Promise<LoggedRequest[]> {
    return this.#send.answered(z.array(loggedRequestSchema), 'GET', '/requests');
  }

  counters(): Promise<Counters> {
    return this.#send.answered(countersSchema, 'GET', '/counters');
  }

  /** Empties the log and sets the counters back. */
  clearRequests(): Promise<void> {
    return this.#send.unanswered('DELETE', '/requests');
  }

  /** A real rolling window over the web API calls of the app; null takes it away. */
  setRateLimit(limit: RateLimitChange): Promise<void> {
    return this.#send.unanswered('PUT', '/rate-limit', limit);
  }

  /** Real milliseconds by which answers are held back, after the work is done. */
  setLatency(latency: LatencyChange): Promise<void> {
    return this.#send.unanswered('PUT', '/latency', latency);
  }

  listener(id: string): Promise<ListenerView> {
    return this.#send.answered(listenerViewSchema, 'GET', listenerPath(id));
  }

  setListener(id: string, change: ListenerChange): Promise<ListenerView> {
    return this.#send.answered(listenerViewSchema, 'PATCH', listenerPath(id), change);
  }

  /** The listener takes the app's access away: all tokens are dead, and the next sign-in asks again. */
  revokeGrant(listener?: string): Promise<void> {
    return this.#send.unanswered('POST', `${listenerPath(listener)}/revoke-grant`);
  }

  /** Access tokens expire now, refresh tokens live on; of one listener, or of all. */
  expireAccessTokens(listener?: string): Promise<void> {
    return this.#send.unanswered('POST', `${listenerPath(listener)}/expire-access-tokens`);
  }

  /** The six months are over now; access tokens live out their hour. */
  expireRefreshToken(listener?: string): Promise<void> {
    return this.#send.unanswered('POST', `${listenerPath(listener)}/expire-refresh-token`);
  }

  /** A grant and its tokens without a browser. */
  grant(order: GrantOrder): Promise<NewGrant> {
    return this.#send.answered(newGrantSchema, 'POST', '/grants', order);
  }

  /** The whole top list of any day. */
  list(query: ListQuery): Promise<ListView> {
    return this.#send.answered(listViewSchema, 'GET', `/lists?${new URLSearchParams(query).toString()}`);
  }

  /** Back to the beginning: faults, settings, clock, log, counters, limits; and grants, unless they are kept. */
  reset(options: { keepGrants?: boolean } = {}): Promise<void> {
    return this.#send.unanswered('POST', '/reset', options);
  }

  /**
   * Decides like the listener on the consent page at `authorizeUrl`, without a browser.
   * @returns where the browser would be sent: the app's callback, with code or error and state
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
      throw new Error(`The simulator did not redirect, but answered ${response.status}.`);
    return location;
  }
}

function listenerPath(id = '*'): string {
  return `/listeners/${encodeURIComponent(id)}`;
}
