import { ApiError } from '../api.error.js';

/** What of an operation is counted. */
export type QueryLimit = 'DEPTH' | 'ALIASES' | 'DIRECTIVES' | 'TOKENS' | 'COST';

const WORDS: Record<QueryLimit, (counted: number, allowed: number) => string> = {
  DEPTH: (counted, allowed) => `This operation is ${counted} levels deep; ${allowed} are allowed`,
  ALIASES: (counted, allowed) => `This operation has ${counted} aliases; ${allowed} are allowed`,
  DIRECTIVES: (counted, allowed) => `This operation has ${counted} directives; ${allowed} are allowed`,
  TOKENS: (counted, allowed) => `This document has ${counted} tokens; ${allowed} are allowed`,
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
