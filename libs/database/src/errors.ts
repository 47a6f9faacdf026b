/** Opening a connection failed. The message does not contain the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
  readonly code = 'DATABASE_UNREACHABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence */
  constructor(address: string, reason: string, remedy: string, cause: unknown) {
    super(`No connection to the database ${address}: ${reason}. ${remedy}`, { cause });
  }
}

/** PostgreSQL answers, but Headliner cannot work with this database or this role. */
export class DatabaseUnsuitableError extends Error {
  override readonly name = 'DatabaseUnsuitableError';
  readonly code = 'DATABASE_UNSUITABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence */
  constructor(address: string, reason: string, remedy: string, options?: ErrorOptions) {
    super(`Headliner cannot use the database ${address}: ${reason}. ${remedy}`, options);
  }
}

/** The database lacks tables or functions that this release needs. */
export class SchemaBehindError extends Error {
  override readonly name = 'SchemaBehindError';
  readonly code = 'SCHEMA_BEHIND';
  readonly explained = true;

  constructor(address: string, cause: unknown) {
    super(
      `The database ${address} does not match this release: its migrations have not been run. Run the migration job ` +
        'first (npm run migrate).',
      { cause },
    );
  }
}

/** The keyring cannot be used. The message never contains a key. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  readonly code = 'KEYRING_UNUSABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence without its period */
  constructor(
    readonly path: string,
    problem: string,
    remedy: string,
  ) {
    super(`KEYRING_FILE: the keyring ${path} cannot be used: ${problem}. ${remedy}. Nothing was changed.`);
  }
}

/** A token is encrypted with a key that the keyring lacks. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly code = 'UNKNOWN_KEY';

  constructor(readonly keyId: string) {
    super(
      `The keyring has no key "${keyId}", and stored tokens are encrypted with it. Put that key back into the file ` +
        'that KEYRING_FILE names; the active key can stay the same.',
    );
  }
}

/** A stored token was altered or moved, or the keyring has other bytes for its key. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
  readonly code = 'TOKEN_UNREADABLE';

  /** @param location table, column and row */
  constructor(location: string) {
    super(
      `The token stored in ${location} cannot be decrypted: it was altered or moved, or the keyring holds another key ` +
        'under the same id.',
    );
  }
}

/** An export or import of this listener is in progress. Only one of each runs at a time, across all processes. */
export class TransferInProgressError extends Error {
  override readonly name = 'TransferInProgressError';

  constructor(readonly kind: 'export' | 'import') {
    super(`An ${kind} of this listener is in progress.`);
  }
}

/** An import would make a history too large to export and import again. */
export class HistoryTooLargeError extends Error {
  override readonly name = 'HistoryTooLargeError';

  constructor() {
    super('The import would make the history too large to export and import again.');
  }
}

/** A migration did not run. The message is for operators. */
abstract class MigrationError extends Error {
  abstract readonly code: string;
  readonly explained = true;
}

/** A migration failed. PostgreSQL rolled it back; earlier migrations stay applied. */
export class MigrationFailedError extends MigrationError {
  override readonly name = 'MigrationFailedError';
  readonly code = 'MIGRATION_FAILED';

  constructor(
    readonly migration: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The migration ${migration} failed: ${reason}. Nothing of it was kept, and no data was lost: fix the cause and ` +
        'run the migrations again.',
      options,
    );
  }
}

/** The connection broke. The server may have finished the migration or rolled it back. */
export class MigrationInterruptedError extends MigrationError {
  override readonly name = 'MigrationInterruptedError';
  readonly code = 'MIGRATION_INTERRUPTED';

  constructor(migration: string, reason: string, options?: ErrorOptions) {
    super(
      `The migration ${migration} was interrupted: ${reason}. No data was lost: run the migrations again when the ` +
        'database answers.',
      options,
    );
  }
}

/** Another program, such as `prisma migrate deploy`, recorded a migration as started but not as finished. */
export class MigrationUnfinishedError extends MigrationError {
  override readonly name = 'MigrationUnfinishedError';
  readonly code = 'MIGRATION_UNFINISHED';

  constructor(migration: string) {
    super(
      `The migration ${migration} was started by another program and not finished. Undo by hand what it left, and ` +
        'record that with: UPDATE _prisma_migrations SET rolled_back_at = now() ' +
        `WHERE migration_name = '${migration}' AND finished_at IS NULL;`,
    );
  }
}

/** The files of applied migrations were edited. */
export class MigrationEditedError extends MigrationError {
  override readonly name = 'MigrationEditedError';
  readonly code = 'MIGRATION_EDITED';

  constructor(readonly migrations: readonly string[]) {
    super(
      `These migrations were edited after they had been applied to this database: ${migrations.join(', ')}. ` +
        'Restore prisma/migrations of the release, and put changes into a new migration ' +
        '(npm run migration:new -- <name>). Nothing was changed.',
    );
  }
}

/** The database has migrations that this release lacks, and lacks some that this release has. */
export class MigrationsDivergedError extends MigrationError {
  override readonly name = 'MigrationsDivergedError';
  readonly code = 'MIGRATIONS_DIVERGED';

  constructor(address: string, [first = '', ...others]: readonly string[]) {
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    super(
      `The database ${address} was made by another version of Headliner: its migration ${first}${more} is unknown to ` +
        'this one. Start with an empty database (npm start: another DATA_DIR), or use that version, such as to ' +
        'export your history. Nothing was changed.',
    );
  }
}

/** Another process is migrating this database and did not finish in time. */
export class MigrationsLockedError extends MigrationError {
  override readonly name = 'MigrationsLockedError';
  readonly code = 'MIGRATIONS_LOCKED';

  constructor(waitedMs: number) {
    super(
      `Another process has been migrating this database for more than ${Math.round(waitedMs / 1_000)} s. ` +
        'Run the migrations again when it has finished.',
    );
  }
}
