import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RateLimitedError, SpotifyError, MalformedAnswerError } from '../errors.js';
import { type Endpoint, SpotifyObserver } from '../observer/spotify-observer.js';
import { BoundedHttp, type HttpAnswer, type HttpRequest, retryAfterSeconds } from './bounded-http.js';
import { SpotifyRateLimiter } from './spotify-rate-limiter.js';

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

/** Sends every call to Spotify: acquires a permit before it, and starts a cooldown after a 429. */
@Injectable()
export class RateLimitedHttp {
  constructor(
    private readonly http: BoundedHttp,
    private readonly rateLimiter: SpotifyRateLimiter,
    private readonly observer: SpotifyObserver,
  ) {}

  /**
   * Sends one request, unless Spotify asked everyone to wait.
   *
   * @throws {RateLimitedError} there is no permit, or this very answer started a cooldown
   * @throws {UnavailableError} @throws {MalformedAnswerError} as {@link BoundedHttp.send}
   */
  async send(endpoint: Endpoint, url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const cooldown = await this.rateLimiter.acquire();
    if (cooldown) throw new RateLimitedError(cooldown);
    const answer = await this.observed(endpoint, url, request);
    if (answer.status !== 429) return answer;
    const quota = quotaExceeded.safeParse(parseJson(answer.body)).success;
    const seconds = retryAfterSeconds(answer.headers, quota);
    const reason = quota ? 'QUOTA_EXCEEDED' : 'RATE_LIMITED';
    throw new RateLimitedError(await this.rateLimiter.startCooldown(seconds, reason));
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
