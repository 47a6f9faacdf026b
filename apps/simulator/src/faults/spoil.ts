import { z } from 'zod';
import type { SimulatedResponse } from '../endpoint.js';

type Json = Record<string, unknown>;

/** The fields that clients need. All others are optional. */
const required = new Set(['id', 'account_id', 'name', 'items', 'access_token', 'token_type']);

const pageSchema = z.looseObject({
  items: z.array(z.looseObject({})),
  next: z.string().nullable(),
});

/** The answer of a search, whose page is spoiled like that of a list. */
const searchSchema = z.object({ artists: pageSchema });

/** Rewrites the JSON body of a successful answer. Other answers stay unchanged. */
function rewrite(answer: SimulatedResponse, change: (body: Json) => unknown): SimulatedResponse {
  if (answer.status !== 200 || !answer.headers['content-type']?.startsWith('application/json')) return answer;
  const body = z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body));
  const search = searchSchema.safeParse(body);
  const spoiled = search.success ? { artists: change(search.data.artists) } : change(body);
  return { ...answer, body: JSON.stringify(spoiled) };
}

/** Rewrites the body of a page of artists. Other answers stay unchanged. */
function rewritePage(
  answer: SimulatedResponse,
  change: (page: z.infer<typeof pageSchema>) => Json,
): SimulatedResponse {
  return rewrite(answer, (body) => {
    const page = pageSchema.safeParse(body);
    return page.success ? change(page.data) : body;
  });
}

export function withNulls(
  answer: SimulatedResponse,
  where: 'body' | 'optional' | 'required' | 'items',
): SimulatedResponse {
  if (where === 'items')
    return rewritePage(answer, (page) => ({ ...page, items: page.items.map(() => null) }));
  return rewrite(answer, (body) => {
    if (where === 'body') return null;
    const nulled = (fields: Json): Json =>
      Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [
          field,
          required.has(field) === (where === 'required') ? null : value,
        ]),
      );
    const { items } = pageSchema.partial().parse(body);
    if (!items) return nulled(body);
    const rest = where === 'required' ? body : nulled(body);
    return { ...rest, items: items.map(nulled) };
  });
}

/** Replaces and omits fields. */
export function withFields(
  answer: SimulatedResponse,
  set: Json,
  leaveOut: readonly string[],
): SimulatedResponse {
  return rewrite(answer, (body) =>
    Object.fromEntries(Object.entries({ ...body, ...set }).filter(([field]) => !leaveOut.includes(field))),
  );
}

/** Repeats the first artist of the page and drops the last. */
export function withDuplicates(answer: SimulatedResponse): SimulatedResponse {
  return rewritePage(answer, (page) => ({
    ...page,
    items: [...page.items.slice(0, 1), ...page.items].slice(0, page.items.length),
  }));
}

export function withForeignNext(answer: SimulatedResponse, origin: string): SimulatedResponse {
  return rewritePage(answer, (page) => ({
    ...page,
    next: page.next && new URL(page.next.slice(new URL(page.next).origin.length), origin).href,
  }));
}

export function withEmptyList(answer: SimulatedResponse): SimulatedResponse {
  return rewritePage(answer, (page) => ({ ...page, items: [], total: 0, next: null, previous: null }));
}

export function withHalfTheBody(answer: SimulatedResponse): SimulatedResponse {
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}

/** Returns valid JSON of the given size. */
export function withPadding(answer: SimulatedResponse, megabytes: number): SimulatedResponse {
  return rewrite(answer, (body) => ({ padding: 'x'.repeat(Math.round(megabytes * 1_000_000)), ...body }));
}
