import { z } from 'zod';
import { endpointNameSchema } from '../endpoint.js';

/** One request as the log tells it. It holds ids and never a token, a code or a secret. */
export const loggedRequestSchema = z.object({
  id: z.int(),
  /** When it came, by the real clock. */
  at: z.iso.datetime(),
  method: z.string(),
  /** Without the query. */
  path: z.string(),
  endpoint: endpointNameSchema.nullable(),
  listener: z.string().nullable(),
  grant: z.string().nullable(),
  grantType: z.string().nullable(),
  range: z.string().nullable(),
  limit: z.string().nullable(),
  offset: z.string().nullable(),
  /** Null while there is no answer, and for good when none was sent. */
  status: z.int().nullable(),
  /** Kind of the fault that spoiled it. */
  fault: z.string().nullable(),
});
export type LoggedRequest = z.infer<typeof loggedRequestSchema>;

/** The newest are kept. */
const MOST_KEPT = 50_000;

export class RequestLog {
  #requests: LoggedRequest[] = [];
  #lastId = 0;

  /** Begins an entry; its status and fault are filled in later. */
  open(request: Omit<LoggedRequest, 'id' | 'at' | 'status' | 'fault'>): LoggedRequest {
    const entry = {
      id: (this.#lastId += 1),
      at: new Date().toISOString(),
      ...request,
      status: null,
      fault: null,
    };
    this.#requests.push(entry);
    if (this.#requests.length > 2 * MOST_KEPT) this.#requests = this.#requests.slice(-MOST_KEPT);
    return entry;
  }

  /** Oldest first. */
  all(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests = [];
  }
}
