import { isNativeError } from 'node:util/types';

/** PostgreSQL does not let us in, or is not what Headliner needs. The message has no password in it. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
  readonly code = 'DATABASE_UNREACHABLE';
  readonly explained = true;

  constructor(address: string, cause: unknown) {
    const reason = isNativeError(cause) ? cause.message || cause.name : String(cause);
    super(
      `No connection to the database ${address}: ${reason}. Check that PostgreSQL runs there, that the database ` +
        'exists, and that DATABASE_URL is right. Nothing was changed.',
      { cause },
    );
  }
}
