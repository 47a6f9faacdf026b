import { z } from 'zod';
import { UnavailableError } from '../errors/unavailable.error.js';
import { MalformedAnswerError } from '../errors/malformed-answer.error.js';

/** How long and how much an answer may be. Milliseconds and bytes. */
export interface HttpBounds {
  readonly headMs: number;
  readonly totalMs: number;
  readonly bodyBytes: number;
}

export const DEFAULT_BOUNDS: HttpBounds = { headMs: 5_000, totalMs: 10_000, bodyBytes: 2 * 1024 * 1024 };

/** An answer read whole, as text: what it is, is for the caller to find out. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** HTTP that always ends: bounded in time to the answer's head, in time over all, and in size. */
export class BoundedHttp {
  constructor(private readonly bounds: HttpBounds = DEFAULT_BOUNDS) {}

  /**
   * Sends one request, never follows a redirect, never tries again.
   *
   * @throws {UnavailableError} no connection, a broken one, or a time limit passed
   * @throws {MalformedAnswerError} the body is larger than allowed
   */
  async send(url: URL, init: RequestInit): Promise<HttpAnswer> {
    const abort = new AbortController();
    const total = limit(abort, this.bounds.totalMs, `no complete answer within ${this.bounds.totalMs} ms`);
    const head = limit(abort, this.bounds.headMs, `no answer within ${this.bounds.headMs} ms`);
    try {
      const response = await fetch(url, { ...init, redirect: 'manual', signal: abort.signal });
      clearTimeout(head);
      return { status: response.status, headers: response.headers, body: await this.read(response) };
    } catch (error) {
      if (error instanceof MalformedAnswerError) throw error;
      if (abort.signal.reason instanceof UnavailableError) throw abort.signal.reason;
      throw new UnavailableError(`the connection failed (${networkCode(error)})`, { cause: error });
    } finally {
      clearTimeout(total);
      clearTimeout(head);
    }
  }

  private async read(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the stream, which closes the connection.
      if (bytes > this.bounds.bodyBytes)
        throw new MalformedAnswerError(`over ${this.bounds.bodyBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function limit(abort: AbortController, ms: number, detail: string): NodeJS.Timeout {
  return setTimeout(() => abort.abort(new UnavailableError(detail)), ms);
}

const networkError = z.object({ cause: z.object({ code: z.string() }) });

/** What the network said, such as ECONNREFUSED: fetch hides it in the cause of its own error. */
function networkCode(error: unknown): string {
  return networkError.safeParse(error).data?.cause.code ?? 'no further detail';
}
