import type { z } from 'zod';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const TIME_LIMIT_MILLISECONDS = 10_000;

/** Requests to the control interface of a simulator. */
export class ControlRequests {
  constructor(private readonly baseUrl: string) {}

  /** @throws when the simulator refuses, with its reason, or its answer is not of this schema */
  async answered<S extends z.ZodType>(
    schema: S,
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<z.output<S>> {
    return schema.parse(JSON.parse(await this.#send(method, path, body)));
  }

  /** @throws when the simulator refuses, with its reason */
  async unanswered(method: Method, path: string, body?: unknown): Promise<void> {
    await this.#send(method, path, body);
  }

  async #send(method: Method, path: string, body: unknown): Promise<string> {
    const response = await fetch(`${this.baseUrl}/_control${path}`, {
      method,
      signal: AbortSignal.timeout(TIME_LIMIT_MILLISECONDS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_control${path}: ${response.status} ${text}`);
    return text;
  }
}
