import { z } from 'zod/mini';
import { describeApiError, type FailureText } from '../../words/failure.js';

const part = z.object({ added: z.number(), kept: z.number() });
const outcome = z.object({ snapshots: part, gaps: part, artists: part });

const range = z.enum(['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM']);
const result = z.object({
  plays: z.object({
    read: z.number(),
    counted: z.number(),
    skipped: z.object({
      notMusic: z.number(),
      private: z.number(),
      short: z.number(),
      undated: z.number(),
    }),
  }),
  days: z.object({
    from: z.nullable(z.string()),
    to: z.nullable(z.string()),
    reconstructed: z.partialRecord(range, z.number()),
  }),
  artists: z.object({ matched: z.number(), toLink: z.number() }),
  agreement: z.array(z.object({ range, days: z.number(), similarity: z.number() })),
  ignoredFiles: z.array(z.string()),
});

const failure = z.object({
  errors: z.array(
    z.object({ message: z.string(), extensions: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** How much an import of an export added, and how much there was already. */
export type ImportOutcome = z.infer<typeof outcome>;

/** What was reconstructed from a listening history. `days.from` and `days.to` are null if nothing was. */
export type HistoryResult = z.infer<typeof result>;

export type ImportAnswer =
  | { readonly kind: 'imported'; readonly outcome: ImportOutcome }
  | { readonly kind: 'reconstructed'; readonly result: HistoryResult }
  | { readonly kind: 'failed'; readonly failure: FailureText };

/** Parses the answer of `POST /import`, whose shape depends on the kind of file. Describes a failure. */
export function parseImportAnswer(status: number, body: string, returnTo: string): ImportAnswer {
  const parsed = parseJson(body);
  if (status === 200) {
    const imported = outcome.safeParse(parsed);
    if (imported.success) return { kind: 'imported', outcome: imported.data };
    const reconstructed = result.safeParse(parsed);
    if (reconstructed.success) return { kind: 'reconstructed', result: reconstructed.data };
  }
  const [error] = failure.safeParse(parsed).data?.errors ?? [];
  return { kind: 'failed', failure: error ? describeError(error, returnTo) : CONNECTION_LOST };
}

/** Used if the connection broke, or if a proxy answered. */
export const CONNECTION_LOST: FailureText = {
  title: 'The connection was lost',
  text: 'The import may or may not have finished. Import the file again: nothing is added twice.',
};

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
