import { type IncomingHttpHeaders, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { MalformedResponseError, UnavailableError } from './errors.js';

/** The limits of a response, in milliseconds and bytes. */
export interface HttpBounds {
  readonly headMs: number;
  readonly totalMs: number;
  readonly bodyBytes: number;
}

export const DEFAULT_BOUNDS: HttpBounds = { headMs: 5_000, totalMs: 10_000, bodyBytes: 2 * 1024 * 1024 };

/** A GET request, or a POST request with a form. */
export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** A complete response, as text. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A response's head, and its body before decompression. */
interface RawResponse {
  readonly response: IncomingMessage;
  readonly bytes: Buffer;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

const inflate = promisify(gunzip);

/**
 * HTTP with limits on the time to the response's head, on the whole time, and on size. Uses Node's own client: `fetch`
 * takes twice the CPU, and 60 MB more for two dozen concurrent lists.
 */
export class BoundedHttp {
  constructor(private readonly bounds: HttpBounds = DEFAULT_BOUNDS) {}

  /**
   * Sends one request. Follows no redirects and does not retry.
   *
   * @throws {UnavailableError} no connection, a broken one, or a time limit
   * @throws {MalformedResponseError} the body is too large, or compressed by other means than gzip
   */
  async send(url: URL, request: HttpRequest): Promise<HttpResponse> {
    const limits: TimeLimit[] = [];
    try {
      const { response, bytes } = await this.exchange(url, request, limits).finally(() => {
        for (const limit of limits) limit.clear();
      });
      const { statusCode = 0, headers } = response;
      const body = await this.decode(bytes, headers['content-encoding']);
      return { status: statusCode, headers, body: body.toString('utf8') };
    } catch (error) {
      if (error instanceof MalformedResponseError || error instanceof UnavailableError) throw error;
      throw new UnavailableError(`the connection failed (${networkCode(error)})`, { cause: error });
    }
  }

  private exchange(url: URL, { headers, form }: HttpRequest, limits: TimeLimit[]): Promise<RawResponse> {
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
      limit(this.bounds.totalMs, 'complete response');
      const head = limit(this.bounds.headMs, 'response');
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
      // Throwing closes the connection.
      if (bytes > this.bounds.bodyBytes) throw this.tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, bytes);
  }

  private async decode(body: Buffer, encoding = 'identity'): Promise<Buffer> {
    if (encoding === 'identity' || body.byteLength === 0) return body;
    if (encoding !== 'gzip') throw new MalformedResponseError('its compression is not gzip');
    return inflate(body, { maxOutputLength: this.bounds.bodyBytes }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_BUFFER_TOO_LARGE'
        ? this.tooLarge()
        : new MalformedResponseError('its gzip data is invalid');
    });
  }

  private tooLarge(): MalformedResponseError {
    return new MalformedResponseError(`it exceeds ${this.bounds.bodyBytes} bytes`);
  }
}

const networkError = z.object({ code: z.string() });

/** Returns the code of a network error, such as ECONNREFUSED. */
function networkCode(error: unknown): string {
  return networkError.safeParse(error).data?.code ?? 'no further detail';
}

/** The number of steps in which a limit elapses. */
const STEPS = 10;

/**
 * A time limit that counts only the time in which this process runs. A pause of any length (a suspended laptop, SIGSTOP,
 * a blocked event loop) costs one step, so a response that arrives during it is still read.
 */
export class TimeLimit {
  private stepsLeft = STEPS;
  private timer: NodeJS.Timeout;
  private lastTurn: NodeJS.Immediate | undefined;

  /** @param expire called once after `ms`, unless the limit is cleared */
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
      // Node runs timers before it reads sockets, so one more turn reads what arrived during the last step.
      else this.lastTurn = setImmediate(this.expire);
    }, this.ms / STEPS);
  }
}
