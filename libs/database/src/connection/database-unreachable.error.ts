/** No connection could be made. The message has no password in it. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
  readonly code = 'DATABASE_UNREACHABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence */
  constructor(address: string, reason: string, remedy: string, cause: unknown) {
    super(`No connection to the database ${address}: ${reason}. ${remedy}`, { cause });
  }
}
