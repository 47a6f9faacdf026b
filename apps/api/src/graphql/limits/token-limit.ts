import { type GraphQLError, Lexer, TokenKind } from 'graphql';
import { QueryTooComplexError } from '../../errors/client-error.js';

/** How many tokens a document may have: names, punctuation and values; no comments. */
export const MOST_TOKENS = 1_000;

/**
 * The parser stops at the first token beyond the limit, and complains as it does of a mistake in the syntax.
 *
 * @returns what it is instead, or null where it is such a mistake
 */
export function tokenLimitPassed({ source, positions }: GraphQLError): QueryTooComplexError | null {
  const position = positions?.[0];
  if (!source || position === undefined) return null;
  let upTo = 0;
  let counted = 0;
  const lexer = new Lexer(source);
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      counted += 1;
      if (token.start <= position) upTo = counted;
    }
  } catch {
    // What follows is no GraphQL: then it is not counted.
  }
  return upTo > MOST_TOKENS ? new QueryTooComplexError('TOKENS', counted, MOST_TOKENS) : null;
}
