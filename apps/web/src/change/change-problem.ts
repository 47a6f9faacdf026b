import type { CombinedError } from 'urql';
import { type FailureWords, failureWords } from '../words/failure.js';

/** Why a change was refused: for what stands in one field, which can say so itself, or else. */
export type ChangeProblem =
  | { readonly kind: 'field'; readonly field: string; readonly text: string }
  | { readonly kind: 'other'; readonly words: FailureWords };

/** Puts the refusal of a change into words; `here` is where to come back to after signing in. */
export function changeProblem(
  error: Pick<CombinedError, 'networkError' | 'graphQLErrors'>,
  here: string,
): ChangeProblem {
  const [refused] = error.graphQLErrors;
  if (refused?.extensions?.['code'] !== 'BAD_USER_INPUT')
    return { kind: 'other', words: failureWords(error, here) };
  const { argument } = refused.extensions;
  if (typeof argument !== 'string') {
    return { kind: 'other', words: { title: 'That is not possible', text: refused.message } };
  }
  const text = refused.message.replace(/^The argument "[^"]*" must/, 'This must');
  return { kind: 'field', field: argument, text };
}
