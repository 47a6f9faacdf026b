import { z } from 'zod/mini';
import { errorWords, type FailureWords } from '../../words/failure.js';

const part = z.object({ added: z.number(), kept: z.number() });
const outcome = z.object({ snapshots: part, gaps: part, artists: part });
const refusal = z.object({
  errors: z.array(
    z.object({ message: z.string(), extensions: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** What an import brought. */
export type ImportOutcome = z.infer<typeof outcome>;

export type ImportAnswer =
  | { readonly kind: 'imported'; readonly outcome: ImportOutcome }
  | { readonly kind: 'refused'; readonly words: FailureWords };

/** What `POST /import` said, in words. */
export function importAnswer(status: number, body: string, here: string): ImportAnswer {
  const parsed = parse(body);
  const imported = outcome.safeParse(parsed);
  if (status === 200 && imported.success) return { kind: 'imported', outcome: imported.data };
  const [error] = refusal.safeParse(parsed).data?.errors ?? [];
  return { kind: 'refused', words: error ? refusalWords(error, here) : LOST };
}

/** The connection broke off, or something else than Headliner answered. */
export const LOST: FailureWords = {
  title: 'Headliner did not answer to the end',
  text: 'It may have the file or not. Bring it again: what is there already is kept, and comes in once.',
};

/** `MiB` that a file may have. */
export const MOST_MIB = 128;

function refusalWords(
  { message, extensions = {} }: { message: string; extensions?: Record<string, unknown> | undefined },
  here: string,
): FailureWords {
  const { code, line } = extensions;
  if (code === 'BAD_USER_INPUT' && typeof line === 'number') {
    return { title: `Line ${line} cannot be imported`, text: message };
  }
  if (code === 'BAD_REQUEST') return { title: 'This file cannot be imported', text: message };
  return errorWords({ message, extensions }, here);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
