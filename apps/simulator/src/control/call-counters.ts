import { z } from 'zod';
import type { Call } from '../endpoint.js';

export const countersSchema = z.object({
  /** Refreshes under way, from the arrival of the request to the end of its answer. */
  concurrentRefreshes: z.object({ now: z.int(), max: z.int() }),
  /** Token calls of each grant. A sign-in counts for no grant, for it makes one. */
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
  #most = 0;
  readonly #tokenCalls = new Map<string, Counters['tokenCalls'][number]>();

  /** Counts a call of the token endpoint; the result is to be called once its answer has ended. */
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
    this.#most = Math.max(this.#most, this.#now);
    return () => {
      this.#now -= 1;
    };
  }

  read(): Counters {
    return {
      concurrentRefreshes: { now: this.#now, max: this.#most },
      tokenCalls: [...this.#tokenCalls.values()],
    };
  }

  reset(): void {
    this.#most = this.#now;
    this.#tokenCalls.clear();
  }
}
