import { ApiError } from '../api.error.js';

/** What of an operation is counted. */
export type QueryLimit =
  'DEPTH' | 'ALIASES' | 'DIRECTIVES' | 'TOKENS' | 'REPEATED_FIELDS' | 'FRAGMENTS' | 'COST';

const WORDS: Record<QueryLimit, (counted: number, allowed: number) => string> = {
  DEPTH: (counted, allowed) => `This operation is ${counted} levels deep; ${allowed} are allowed`,
  ALIASES: (counted, allowed) => `This operation has ${counted} aliases; ${allowed} are allowed`,
  DIRECTIVES: (counted, allowed) => `This operation has ${counted} directives; ${allowed} are allowed`,
  TOKENS: (counted, allowed) => `This document has ${counted} tokens; ${allowed} are allowed`,
  REPEATED_FIELDS: (counted, allowed) =>
    `This document repeats ${counted} fields within their selection sets; ${allowed} are allowed. Ask for each field once`,
  FRAGMENTS: (counted, allowed) =>
    `This document spreads fragments ${counted} times, inline ones included; ${allowed} are allowed`,
  COST: (counted, allowed) =>
    `This operation may return ${counted} objects; ${allowed} are allowed. Ask for shorter lists, or in several operations`,
};

/** An operation that is refused before anything of it is carried out. */
export class QueryTooComplexError extends ApiError {
  override readonly name = 'QueryTooComplexError';
  readonly code = 'QUERY_TOO_COMPLEX';

  constructor(
    readonly limit: QueryLimit,
    readonly counted: number,
    readonly allowed: number,
  ) {
    super(`${WORDS[limit](counted, allowed)}.`);
  }
}
