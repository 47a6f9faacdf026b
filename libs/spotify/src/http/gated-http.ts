import { z } from 'zod';
import { RateLimitedError, SpotifyError, MalformedAnswerError } from '../errors.js';
import { type Endpoint, SpotifyObserver } from '../observer/spotify-observer.js';
import { type BoundedHttp, type HttpAnswer, type HttpRequest, retryAfterSeconds } from './bounded-http.js';
import type { RateGate } from './rate-gate.js';

/** The body as JSON, or undefined where it is something else: Spotify answers JSON, text and HTML alike. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * The body of a successful answer, as `schema` promises it.
 *
 * @throws {MalformedAnswerError} naming the places that are wrong, never what stood there
 */
export function readJson<S extends z.ZodType>(schema: S, body: string, what: string): z.output<S> {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const places = new Set(parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole'));
  throw new MalformedAnswerError(`${what}: ${[...places].join(', ')}`);
}

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
