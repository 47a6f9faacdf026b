import { CLIENT_ERRORS, type ClientErrorCode, type ErrorDetails } from './error-table.js';

/** An expected rejection of a request. `CLIENT_ERRORS` has the code, status and texts. */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';

  /**
   * @param message what happened, why, and what to do; without it, the title of the table
   * @param details further `extensions` of the response
   */
  constructor(
    readonly code: ClientErrorCode,
    message: string = CLIENT_ERRORS[code].title,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
  }
}

/** An argument that the schema allows but its field does not. */
export class BadUserInputError extends ClientError {
  override readonly name = 'BadUserInputError';

  constructor(
    readonly argument: string,
    expected: string,
  ) {
    super('BAD_USER_INPUT', `The argument "${argument}" must be ${expected}.`, { argument });
  }
}

/** An invalid line of an imported file. The whole file is rejected. */
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

/** A place in a listening history: a file inside an archive, and a record or a line in it, both from 1. */
export interface HistoryPosition {
  /** Path inside the archive; null for a file that was sent by itself. */
  readonly file: string | null;
  readonly record?: number;
  readonly line?: number;
}

/** A listening history that cannot be read. The whole file is rejected. */
export class BadHistoryError extends ClientError {
  override readonly name = 'BadHistoryError';

  /** @param reason never has a value of the file, since records hold personal data */
  constructor({ file, record, line }: HistoryPosition, reason: string) {
    const places = [
      ...(file === null ? [] : [printableName(file)]),
      ...(record === undefined ? [] : [`record ${record}`]),
      ...(line === undefined ? [] : [`line ${line}`]),
    ];
    const place = places.join(', ') || 'this file';
    // The name of a file stays as it is.
    const start = file === null ? `${place[0]?.toUpperCase()}${place.slice(1)}` : place;
    super('BAD_LINE', `${start}: ${reason}. Nothing was imported.`, {
      ...(file === null ? {} : { file: printableName(file) }),
      ...(record === undefined ? {} : { record }),
      ...(line === undefined ? {} : { line }),
    });
  }
}

/** A listener or an address has used up a quota of this API. Spotify's own limits are `SPOTIFY_RATE_LIMITED`. */
export class RateLimitExceededError extends ClientError {
  override readonly name = 'RateLimitExceededError';

  /** @param limit the quota, such as "You can request 5 snapshots per hour" */
  constructor(
    limit: string,
    readonly retryAfterSeconds: number,
  ) {
    super('RATE_LIMIT_EXCEEDED', `${limit}. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
  }
}

const COUNTED = {
  DEPTH: 'levels of fields',
  ALIASES: 'aliases',
  DIRECTIVES: 'directives',
  TOKENS: 'tokens',
  REPEATED_FIELDS: 'repeated fields',
  FRAGMENTS: 'fragment spreads and inline fragments',
  COST: 'objects to return',
};

/** What a limit counts in an operation. */
export type QueryLimit = keyof typeof COUNTED;

/** An operation that is rejected before any of it is executed. */
export class QueryTooComplexError extends ClientError {
  override readonly name = 'QueryTooComplexError';

  constructor(
    readonly limit: QueryLimit,
    readonly counted: number,
    readonly allowed: number,
  ) {
    const reason = `${counted} ${COUNTED[limit]}, and the limit is ${allowed}`;
    super('QUERY_TOO_COMPLEX', `The operation is too complex: ${reason}. Ask for less, or split it.`, {
      limit,
      counted,
      allowed,
    });
  }
}

/** A name of a file as one line of limited length. */
export function printableName(name: string): string {
  return name.toWellFormed().replaceAll(/\p{C}/gu, '').slice(0, 200);
}
