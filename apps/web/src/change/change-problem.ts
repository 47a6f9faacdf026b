import type { CombinedError } from 'urql';
import { describeFailure, type FailureText } from '../words/failure.js';

/** Why a mutation failed: an invalid field of a form, or something else. */
export type ChangeProblem =
  | { readonly kind: 'field'; readonly field: string; readonly text: string }
  | { readonly kind: 'other'; readonly failure: FailureText };

/** Describes why a mutation failed. `returnTo` is where to come back to after signing in. */
export function describeChangeProblem(
  error: Pick<CombinedError, 'networkError' | 'graphQLErrors'>,
  returnTo: string,
): ChangeProblem {
  const [first] = error.graphQLErrors;
  if (first?.extensions?.['code'] !== 'BAD_USER_INPUT') {
    return { kind: 'other', failure: describeFailure(error, returnTo) };
  }
  const { argument } = first.extensions;
  if (typeof argument !== 'string') {
    // The page has buttons where the API names mutations.
    const text = first.message.replace(/ with revoke\w+ first\.$/, ' first.');
    return { kind: 'other', failure: { title: 'This isn’t possible', text } };
  }
  const text = first.message.replace(/^The argument "[^"]*" must/, 'This must');
  return { kind: 'field', field: argument, text };
}
