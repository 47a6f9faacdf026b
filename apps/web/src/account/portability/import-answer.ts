import { z } from 'zod/mini';
import { describeApiError, type FailureText } from '../../words/failure.js';

const part = z.object({ added: z.number(), kept: z.number() });
const outcome = z.object({ snapshots: part, gaps: part, artists: part });
const failure = z.object({
  errors: z.array(
    z.object({ message: z.string(), extensions: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** How much an import added, and how much there was already. */
export type ImportOutcome = z.infer<typeof outcome>;

export type ImportAnswer =
  | { readonly kind: 'imported'; readonly outcome: ImportOutcome }
  | { readonly kind: 'failed'; readonly failure: FailureText };

/** Parses the answer of `POST /import` and describes a failure. */
export function parseImportAnswer(status: number, body: string, returnTo: string): ImportAnswer {
  const parsed = parseJson(body);
  const imported = outcome.safeParse(parsed);
  if (status === 200 && imported.success) return { kind: 'imported', outcome: imported.data };
  const [error] = failure.safeParse(parsed).data?.errors ?? [];
  return { kind: 'failed', failure: error ? describeError(error, returnTo) : CONNECTION_LOST };
}

/** Used if the connection broke, or if a proxy answered. */
export const CONNECTION_LOST: FailureText = {
  title: 'The connection was lost',
  text: 'The import may or may not have finished. Import the file again: nothing is added twice.',
};

/** The maximum size of a file, in MiB. */
export const MAX_MIB = 128;

interface ApiError {
  readonly message: string;
  readonly extensions?: Record<string, unknown> | undefined;
}

function describeError({ message, extensions = {} }: ApiError, returnTo: string): FailureText {
  const { code } = extensions;
  if (code === 'BAD_USER_INPUT' || code === 'BAD_REQUEST') {
    return { title: 'This file can’t be imported', text: message };
  }
  return describeApiError({ message, extensions }, returnTo);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
