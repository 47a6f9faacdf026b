import { type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { MalformedAnswerError, UnavailableError } from '../errors.js';

/** How long and how much an answer may be. Milliseconds and bytes. */
export interface HttpBounds {
  readonly headMs: number;
  readonly totalMs: number;
  readonly bodyBytes: number;
}

export const DEFAULT_BOUNDS: HttpBounds = { headMs: 5_000, totalMs: 10_000, bodyBytes: 2 * 1024 * 1024 };

/** A request by GET; with a form, by POST. */
export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** An answer read whole, as text: what it is, is for the caller to find out. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The head of an answer, and its whole body as it was sent. */
interface ReadAnswer {
  readonly response: IncomingMessage;
  readonly bytes: Buffer;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

const inflate = promisify(gunzip);

/**
 * HTTP that always ends: bounded in time to the answer's head, in time over all, and in size. By Node's own client and
 * its pool of connections: `fetch` costs twice the CPU, and 60 MB more where two dozen lists are on their way.
 */
export class BoundedHttp {
  constructor(private readonly bounds: HttpBounds = DEFAULT_BOUNDS) {}

  /**
   * Sends one request, never follows a redirect, never tries again.
   *
   * @throws {UnavailableError} no connection, a broken one, or a time limit passed
   * @throws {MalformedAnswerError} the body is larger than allowed, or compressed in a way that was not asked for
   */
  async send(url: URL, request: HttpRequest): Promise<HttpAnswer> {
    const limits: TimeLimit[] = [];
    try {
      const { response, bytes } = await this.exchange(url, request, limits).finally(() => {
        for (const limit of limits) limit.clear();
      });
      const { statusCode = 0, headers } = response;
      const body = await this.decode(bytes, headers['content-encoding']);
      return { status: statusCode, headers, body: body.toString('utf8') };
    } catch (error) {
      if (error instanceof MalformedAnswerError || error instanceof UnavailableError) throw error;
      throw new UnavailableError(`the connection failed (${networkCode(error)})`, { cause: error });
    }
  }

  private exchange(url: URL, { headers, form }: HttpRequest, limits: TimeLimit[]): Promise<ReadAnswer> {
    const body = form && new URLSearchParams(form).toString();
    const over = url.protocol === 'https:' ? overHttps : overHttp;
    return new Promise((resolve, reject) => {
      const request = over(url, {
        method: form ? 'POST' : 'GET',
        headers: { 'accept-encoding': 'gzip', ...headers, ...(form && FORM) },
      });
      const limit = (ms: number, what: string): TimeLimit => {
        const started = new TimeLimit(ms, () =>
          request.destroy(new UnavailableError(`no ${what} within ${ms} ms`)),
        );
        limits.push(started);
        return started;
      };
      limit(this.bounds.totalMs, 'complete answer');
      const head = limit(this.bounds.headMs, 'answer');
      request.on('error', reject);
      request.on('response', (response) => {
        head.clear();
        this.read(response).then((bytes) => resolve({ response, bytes }), reject);
      });
      request.end(body);
    });
  }

  private async read(response: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      // Leaving the loop closes the connection.
      if (bytes > this.bounds.bodyBytes) throw this.tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  }

  private async decode(body: Buffer, encoding = 'identity'): Promise<Buffer> {
    if (encoding === 'identity' || body.byteLength === 0) return body;
    if (encoding !== 'gzip') throw new MalformedAnswerError('it is compressed, and not by gzip');
    return inflate(body, { maxOutputLength: this.bounds.bodyBytes }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_BUFFER_TOO_LARGE'
        ? this.tooLarge()
        : new MalformedAnswerError('what it says is gzip is not');
    });
  }

  private tooLarge(): MalformedAnswerError {
    return new MalformedAnswerError(`over ${this.bounds.bodyBytes} bytes`);
  }
}

const networkError = z.object({ code: z.string() });

/** What the network said, such as ECONNREFUSED. */
function networkCode(error: unknown): string {
  return networkError.safeParse(error).data?.code ?? 'no further detail';
}

/** In how many steps a limit runs down. */
const STEPS = 10;

/**
 * A time limit for an answer that counts the time in which this process was running. A pause (a suspended laptop, SIGSTOP,
 * a blocked event loop) costs one step however long it lasts, so that an answer that arrived during it is still read.
 */
export class TimeLimit {
  private stepsLeft = STEPS;
  private timer: NodeJS.Timeout;
  private lastTurn: NodeJS.Immediate | undefined;

  /** @param expire called once after `ms` milliseconds, unless the limit is cleared before */
  constructor(
    private readonly ms: number,
    private readonly expire: () => void,
  ) {
    this.timer = this.nextStep();
  }

  clear(): void {
    clearTimeout(this.timer);
    clearImmediate(this.lastTurn);
  }

  private nextStep(): NodeJS.Timeout {
    return setTimeout(() => {
      this.stepsLeft -= 1;
      if (this.stepsLeft > 0) this.timer = this.nextStep();
      // Node runs timers before it reads sockets: one more turn reads what arrived during a pause in the last step.
      else this.lastTurn = setImmediate(this.expire);
    }, this.ms / STEPS);
  }
}

const DEFAULT_SECONDS = 30;
const QUOTA_SECONDS = 3_600;
const MOST_SECONDS = 7 * 86_400;

/**
 * How many whole seconds a 429 asks us to wait.
 *
 * `Retry-After` may be seconds or a date (RFC 9110, 10.2.3); a date is read against the answer's own `Date`, so
 * that no clock but Spotify's is involved. Absent or unreadable, it counts as the 30 seconds of Spotify's rolling
 * window. A week is the most that is believed. An exceeded quota means an hour or more.
 */
export function retryAfterSeconds(headers: IncomingHttpHeaders, quotaExceeded: boolean): number {
  const asked = seconds(headers) ?? DEFAULT_SECONDS;
  return Math.min(MOST_SECONDS, Math.max(1, quotaExceeded ? QUOTA_SECONDS : 1, asked));
}

function seconds(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  const until = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return Math.ceil((until - (Number.isNaN(sent) ? Date.now() : sent)) / 1_000);
}
