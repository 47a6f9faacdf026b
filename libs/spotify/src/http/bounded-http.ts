import { type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { MalformedAnswerError } from '../errors/malformed-answer.error.js';
import { UnavailableError } from '../errors/unavailable.error.js';
import { TimeLimit } from './time-limit.js';

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
