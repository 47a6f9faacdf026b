import { CLIENT_ERRORS, type ClientErrorCode, type ErrorDetails } from './error-table.js';

/** A request that this API rejects on purpose. The table says what clients and people learn about each code. */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';

  /**
   * @param message what happened, why, and what to do; without it, the title of the table
   * @param details further `extensions` of the answer
   */
  constructor(
    readonly code: ClientErrorCode,
    message: string = CLIENT_ERRORS[code].title,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** An argument that the schema allows and its meaning does not. */
export class BadUserInputError extends ClientError {
  override readonly name = 'BadUserInputError';

  constructor(
    readonly argument: string,
    expected: string,
  ) {
    super('BAD_USER_INPUT', `The argument "${argument}" must be ${expected}.`, { argument });
  }
}

/** A line of an imported file does not hold what it must: the whole file is rejected. */
export class BadLineError extends ClientError {
  override readonly name = 'BadLineError';

  /** @param line from 1 */
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super('BAD_LINE', `Line ${line}: ${reason}. Nothing was imported.`, { line });
  }
}

/** A listener or an address has used up a quota of this API. Spotify has no part in it. */
export class RateLimitExceededError extends ClientError {
  override readonly name = 'RateLimitExceededError';

  /** @param limit the quota, such as "Snapshots can be asked for 5 times an hour" */
  constructor(
    limit: string,
    readonly retryAfterSeconds: number,
  ) {
    super('RATE_LIMIT_EXCEEDED', `${limit}. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
  }
}

/** What is counted of an operation. */
export type QueryLimit =
  'DEPTH' | 'ALIASES' | 'DIRECTIVES' | 'TOKENS' | 'REPEATED_FIELDS' | 'FRAGMENTS' | 'COST';

const TOO_COMPLEX: Record<QueryLimit, (counted: number, allowed: number) => string> = {
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

/** An operation that is rejected before any of it is executed. */
export class QueryTooComplexError extends ClientError {
  override readonly name = 'QueryTooComplexError';

  constructor(
    readonly limit: QueryLimit,
    readonly counted: number,
    readonly allowed: number,
  ) {
    super('QUERY_TOO_COMPLEX', `${TOO_COMPLEX[limit](counted, allowed)}.`, { limit, counted, allowed });
  }
}
