import { z } from 'zod';
import { RateLimitedError } from '../errors/rate-limited.error.js';
import { SpotifyError } from '../errors/spotify.error.js';
import { type Endpoint, SpotifyObserver } from '../observer/spotify-observer.js';
import type { BoundedHttp, HttpAnswer, HttpRequest } from './bounded-http.js';
import { parseJson } from './json.js';
import type { RateGate } from './rate-gate.js';
import { retryAfterSeconds } from './retry-after.js';

const quotaExceeded = z.object({ error: z.object({ reason: z.literal('QUOTA_EXCEEDED') }) });

/** The one way out to Spotify: asks the gate before every call, and closes it after a 429. */
export class GatedHttp {
  constructor(
    private readonly http: BoundedHttp,
    private readonly gate: RateGate,
    private readonly observer = new SpotifyObserver(),
  ) {}

  /**
   * Sends one request, unless Spotify asked everyone to wait.
   *
   * @throws {RateLimitedError} the gate is closed, or this very answer closed it
   * @throws {UnavailableError} @throws {MalformedAnswerError} as {@link BoundedHttp.send}
   */
  async send(endpoint: Endpoint, url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const hold = await this.gate.pass();
    if (hold) throw new RateLimitedError(hold);
    const answer = await this.observed(endpoint, url, request);
    if (answer.status !== 429) return answer;
    const quota = quotaExceeded.safeParse(parseJson(answer.body)).success;
    const seconds = retryAfterSeconds(answer.headers, quota);
    throw new RateLimitedError(await this.gate.hold(seconds, quota ? 'QUOTA_EXCEEDED' : 'RATE_LIMITED'));
  }

  private async observed(endpoint: Endpoint, url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const begun = performance.now();
    const ended = (result: string): void =>
      this.observer.called(endpoint, result, (performance.now() - begun) / 1_000);
    try {
      const answer = await this.http.send(url, request);
      ended(String(answer.status));
      return answer;
    } catch (error) {
      ended(error instanceof SpotifyError ? error.code : 'INTERNAL');
      throw error;
    }
  }
}
