import {
  type DocumentNode,
  type GraphQLError,
  Kind,
  Lexer,
  parse,
  type SelectionSetNode,
  TokenKind,
} from 'graphql';
import { QueryTooComplexError } from '../../errors/client-error.js';

/** The most tokens of a document: names, punctuators and values, without comments. */
export const MAX_TOKENS = 1_000;

/**
 * Validation compares repeated fields, and fragments, pairwise. Within these limits the worst known document takes 7 ms
 * of CPU, or 25 ms in a process that has just started.
 */
export const MAX_REPEATED_FIELDS = 30;
export const MAX_FRAGMENTS = 50;

/** Parses a query. Null if it does not parse: Apollo then reports the syntax error. */
export function parseDocument(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch {
    return null;
  }
}

/** Parts of a document that make its validation slow. */
export interface Repetition {
  /** Fields whose response name an earlier field of their selection set has; inline fragments belong to the set. */
  readonly repeatedFields: number;
  /** Fragment spreads and inline fragments. */
  readonly fragments: number;
}

/**
 * Checks a document that is not validated yet.
 *
 * @throws {QueryTooComplexError} its validation could take too long
 */
export function checkRepetition(document: DocumentNode): void {
  const { repeatedFields, fragments } = countRepetition(document);
  if (repeatedFields > MAX_REPEATED_FIELDS)
    throw new QueryTooComplexError('REPEATED_FIELDS', repeatedFields, MAX_REPEATED_FIELDS);
  if (fragments > MAX_FRAGMENTS) throw new QueryTooComplexError('FRAGMENTS', fragments, MAX_FRAGMENTS);
}

/** Counts in time linear in the document. */
export function countRepetition(document: DocumentNode): Repetition {
  let [repeatedFields, fragments] = [0, 0];
  const count = ({ selections }: SelectionSetNode, names: Set<string>): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        if (names.has(name)) repeatedFields += 1;
        names.add(name);
        if (selection.selectionSet) count(selection.selectionSet, new Set());
      } else {
        fragments += 1;
        if (selection.kind === Kind.INLINE_FRAGMENT) count(selection.selectionSet, names);
      }
    }
  };
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) count(definition.selectionSet, new Set());
  }
  return { repeatedFields, fragments };
}

/** Converts the parser's syntax error at the first token beyond the limit; null for any other syntax error. */
export function tokenLimitError({ source, positions }: GraphQLError): QueryTooComplexError | null {
  const position = positions?.[0];
  if (!source || position === undefined) return null;
  let upToPosition = 0;
  let counted = 0;
  const lexer = new Lexer(source);
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      counted += 1;
      if (token.start <= position) upToPosition = counted;
    }
  } catch {
    // The rest is not GraphQL, and is not counted.
  }
  return upToPosition > MAX_TOKENS ? new QueryTooComplexError('TOKENS', counted, MAX_TOKENS) : null;
}
