/** PostgreSQL answers, but Headliner cannot work with this database, or with this role. */
export class DatabaseUnsuitableError extends Error {
  override readonly name = 'DatabaseUnsuitableError';
  readonly code = 'DATABASE_UNSUITABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence */
  constructor(address: string, reason: string, remedy: string, options?: ErrorOptions) {
    super(`Headliner cannot use the database ${address}: ${reason}. ${remedy}`, options);
  }
}
