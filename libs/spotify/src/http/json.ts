import type { z } from 'zod';
import { MalformedAnswerError } from '../errors/malformed-answer.error.js';

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
