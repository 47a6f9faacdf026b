import { z } from 'zod';
import { RateLimitedError } from '../errors/rate-limited.error.js';
import { SpotifyError } from '../errors/spotify.error.js';
import { type Endpoint, SpotifyObserver } from '../observer/spotify-observer.js';
import type { BoundedHttp, HttpAnswer, HttpRequest } from './bounded-http.js';
import { parseJson } from './json.js';
import type { Hold, RateGate } from './rate-gate.js';
import { retryAfterSeconds } from './retry-after.js';

const quotaExceeded = z.object({ error: z.object({ reason: z.literal('QUOTA_EXCEEDED') }) });

/** A place that was taken longer ago, in milliseconds, is not used: by now Spotify may have asked for patience. */
const PLACE_LASTS_MS = 250;

/** A place at the gate for one call, taken before the rest of the call is known. */
export class Place {
  private takenAt = Infinity;

  /** @param pass as the gate answers */
  constructor(readonly pass: Promise<Hold | null>) {
    pass.then(
      () => (this.takenAt = performance.now()),
      // Should the call not be made after all, nobody asks any more what came of its place.
      () => undefined,
    );
  }

  /** Whether a call may still be made on it. */
  get stands(): boolean {
    return performance.now() - this.takenAt <= PLACE_LASTS_MS;
  }
}

/** The one way out to Spotify: asks the gate before every call, and closes it after a 429. */
export class GatedHttp {
  constructor(
    private readonly http: BoundedHttp,
    private readonly gate: RateGate,
    private readonly observer = new SpotifyObserver(),
  ) {}

  /** Takes the place of a call that is going to be made in a moment. */
  reserve(): Place {
    return new Place(this.gate.pass());
  }

  /**
   * Sends one request, unless Spotify asked everyone to wait.
   *
   * @param place where one was reserved for it; another is taken if that does not stand any more
   * @throws {RateLimitedError} the gate is closed, or this very answer closed it
   * @throws {UnavailableError} @throws {MalformedAnswerError} as {@link BoundedHttp.send}
   */
  async send(endpoint: Endpoint, url: URL, request: HttpRequest, place?: Place): Promise<HttpAnswer> {
    const hold = await (place?.stands ? place.pass : this.gate.pass());
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
