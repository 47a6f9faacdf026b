import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BoundedHttp, type HttpResponse, type HttpRequest } from './bounded-http.js';
import { MalformedResponseError, RateLimitedError, SpotifyError } from './errors.js';
import { type Endpoint, SpotifyObserver, SpotifyRateLimiter } from './ports.js';

/** Parses a body as JSON. Returns undefined for text and HTML, which Spotify sends too. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/**
 * Parses and validates the body of a successful response.
 *
 * @param what the name of the response, for the error
 * @throws {MalformedResponseError} names the invalid paths, never their values
 */
export function readJson<S extends z.ZodType>(schema: S, body: string, what: string): z.output<S> {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const paths = new Set(parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole'));
  throw new MalformedResponseError(`${what}: ${[...paths].join(', ')}`);
}

const quotaExceeded = z.object({ error: z.object({ reason: z.literal('QUOTA_EXCEEDED') }) });

/** Sends calls to Spotify. Acquires a permit before each, and starts a cooldown after a 429. */
@Injectable()
export class RateLimitedHttp {
  constructor(
    private readonly http: BoundedHttp,
    private readonly rateLimiter: SpotifyRateLimiter,
    private readonly observer: SpotifyObserver,
  ) {}

  /**
   * Sends one request.
   *
   * @throws {RateLimitedError} there is no permit, or the response started a cooldown
   * @throws {UnavailableError | MalformedResponseError} as {@link BoundedHttp.send}
   */
  async send(endpoint: Endpoint, url: URL, request: HttpRequest): Promise<HttpResponse> {
    const cooldown = await this.rateLimiter.acquire();
    if (cooldown) throw new RateLimitedError(cooldown);
    const response = await this.sendObserved(endpoint, url, request);
    if (response.status !== 429) return response;
    const quota = quotaExceeded.safeParse(parseJson(response.body)).success;
    const seconds = retryAfterSeconds(response.headers, quota);
    const reason = quota ? 'QUOTA_EXCEEDED' : 'RATE_LIMITED';
    throw new RateLimitedError(await this.rateLimiter.startCooldown(seconds, reason));
  }

  private async sendObserved(endpoint: Endpoint, url: URL, request: HttpRequest): Promise<HttpResponse> {
    const begin = performance.now();
    const report = (result: string): void =>
      this.observer.called(endpoint, result, (performance.now() - begin) / 1_000);
    try {
      const response = await this.http.send(url, request);
      report(String(response.status));
      return response;
    } catch (error) {
      report(error instanceof SpotifyError ? error.code : 'INTERNAL');
      throw error;
    }
  }
}

const DEFAULT_SECONDS = 30;
const QUOTA_SECONDS = 3_600;
const MAX_SECONDS = 7 * 86_400;

/**
 * Returns how many whole seconds a 429 asks to wait, up to a week. Without a readable `Retry-After` these are the 30
 * seconds of Spotify's window; an exceeded quota means an hour or more.
 *
 * A date in `Retry-After` (RFC 9110, 10.2.3) is compared with the response's own `Date`, so only Spotify's clock counts.
 */
export function retryAfterSeconds(headers: IncomingHttpHeaders, isQuotaExceeded: boolean): number {
  const seconds = parseRetryAfter(headers) ?? DEFAULT_SECONDS;
  return Math.min(MAX_SECONDS, Math.max(1, isQuotaExceeded ? QUOTA_SECONDS : 1, seconds));
}

function parseRetryAfter(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  const until = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return Math.ceil((until - (Number.isNaN(sent) ? Date.now() : sent)) / 1_000);
}
