import { z } from 'zod';
import type { Answer } from '../answer.js';

type Json = Record<string, unknown>;

/** Fields without which an answer is of no use: everything else is optional. */
const required = new Set(['id', 'account_id', 'name', 'items', 'access_token', 'token_type']);

const pageSchema = z.looseObject({
  items: z.array(z.looseObject({})),
  next: z.string().nullable(),
});

/** The answer with another JSON body. Answers that are errors or no JSON stay as they are. */
function rewritten(answer: Answer, rewrite: (body: Json) => unknown): Answer {
  if (answer.status !== 200 || !answer.headers['content-type']?.startsWith('application/json')) return answer;
  return {
    ...answer,
    body: JSON.stringify(rewrite(z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body)))),
  };
}

/** Rewrites the body of a page of artists; other answers stay as they are. */
function rewrittenPage(answer: Answer, rewrite: (page: z.infer<typeof pageSchema>) => Json): Answer {
  return rewritten(answer, (body) => {
    const page = pageSchema.safeParse(body);
    return page.success ? rewrite(page.data) : body;
  });
}

export function withNulls(answer: Answer, where: 'body' | 'optional' | 'required' | 'items'): Answer {
  if (where === 'items')
    return rewrittenPage(answer, (page) => ({ ...page, items: page.items.map(() => null) }));
  return rewritten(answer, (body) => {
    if (where === 'body') return null;
    const nulled = (of: Json): Json =>
      Object.fromEntries(
        Object.entries(of).map(([field, value]) => [
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

/** Some fields have other values, and some are left out. */
export function withFields(answer: Answer, set: Json, leaveOut: readonly string[]): Answer {
  return rewritten(answer, (body) =>
    Object.fromEntries(Object.entries({ ...body, ...set }).filter(([field]) => !leaveOut.includes(field))),
  );
}

/** The first artist of the page comes twice, and the last one is not there. */
export function withDuplicates(answer: Answer): Answer {
  return rewrittenPage(answer, (page) => ({
    ...page,
    items: [...page.items.slice(0, 1), ...page.items].slice(0, page.items.length),
  }));
}

export function withForeignNext(answer: Answer, origin: string): Answer {
  return rewrittenPage(answer, (page) => ({
    ...page,
    next: page.next && new URL(page.next.slice(new URL(page.next).origin.length), origin).href,
  }));
}

export function withEmptyList(answer: Answer): Answer {
  return rewrittenPage(answer, (page) => ({ ...page, items: [], total: 0, next: null, previous: null }));
}

export function withHalfTheBody(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}

/** Well-formed and far too long. */
export function withPadding(answer: Answer, megabytes: number): Answer {
  return rewritten(answer, (body) => ({ padding: 'x'.repeat(Math.round(megabytes * 1_000_000)), ...body }));
}
