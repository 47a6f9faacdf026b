/** No connection could be made. The message contains no password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError';
  readonly code = 'DATABASE_UNREACHABLE';
  readonly explained = true;

  /** @param remedy what to do, as a sentence */
  constructor(address: string, reason: string, remedy: string, cause: unknown) {
    super(`No connection to the database ${address}: ${reason}. ${remedy}`, { cause });
  }
}

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

/** The database lacks tables or functions that this release needs. */
export class SchemaBehindError extends Error {
  override readonly name = 'SchemaBehindError';
  readonly code = 'SCHEMA_BEHIND';
  readonly explained = true;

  constructor(address: string, cause: unknown) {
    super(
      `The database ${address} is not that of this release: its migrations have not been run. Run the migration job ` +
        'first (npm run migrate). Nothing was changed.',
      { cause },
    );
  }
}

/** The keyring cannot be used. Names the setting, the file, what is wrong and what to do; never what is in it. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
  readonly code = 'KEYRING_UNUSABLE';
  readonly explained = true;
  readonly path: string;

  constructor(path: string, problem: string, advice: string) {
    super(`KEYRING_FILE: the keyring ${path} cannot be used: ${problem}. ${advice}. Nothing was changed.`);
    this.path = path;
  }
}

/** A token is encrypted with a key that the keyring does not have. */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly code = 'UNKNOWN_KEY';
  readonly keyId: string;

  constructor(keyId: string) {
    super(
      `The keyring has no key "${keyId}", and tokens are still encrypted with it. Put that key back into the file ` +
        'that KEYRING_FILE names (the active one may stay as it is). Nothing was changed.',
    );
    this.keyId = keyId;
  }
}

/** A stored token is damaged or was moved, or its key's bytes have changed. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
  readonly code = 'TOKEN_UNREADABLE';

  constructor(where: string) {
    super(
      `The token stored in ${where} cannot be decrypted: it was altered or moved, or the keyring holds another key ` +
        'under the same id. Nothing was changed.',
    );
  }
}

/** An export or import of this listener is in progress. Only one of each runs at a time, in all processes. */
export class AlreadyUnderWayError extends Error {
  override readonly name = 'AlreadyUnderWayError';

  constructor(readonly what: 'export' | 'import') {
    super(`an ${what} of this listener is under way`);
  }
}

/** An import would make a history too large to be exported and imported again. */
export class HistoryTooLargeError extends Error {
  override readonly name = 'HistoryTooLargeError';

  constructor() {
    super('the history would name too many artists to be exported and imported again');
  }
}

/** A refusal to migrate, with a message for operators. */
abstract class MigrationError extends Error {
  abstract readonly code: string;
  readonly explained = true;
}

/** A migration failed. PostgreSQL undid all of it; the ones before it stay applied. */
export class MigrationFailedError extends MigrationError {
  override readonly name = 'MigrationFailedError';
  readonly code = 'MIGRATION_FAILED';

  constructor(
    readonly migration: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The migration ${migration} failed: ${reason}. Nothing of it was kept, and no data was lost: remove the cause ` +
        'and run the migrations again.',
      options,
    );
  }
}

/** The connection was lost. The server may have finished the migration or undone it. */
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

/** Another program, such as `prisma migrate deploy`, recorded a migration as started and not as finished. */
export class MigrationUnfinishedError extends MigrationError {
  override readonly name = 'MigrationUnfinishedError';
  readonly code = 'MIGRATION_UNFINISHED';

  constructor(migration: string) {
    super(
      `The migration ${migration} was started by another program and not finished; nothing was changed now. Undo by ` +
        'hand what it left, and record that with: UPDATE _prisma_migrations SET rolled_back_at = now() ' +
        `WHERE migration_name = '${migration}' AND finished_at IS NULL;`,
    );
  }
}

/** Files of applied migrations have changed since. */
export class MigrationEditedError extends MigrationError {
  override readonly name = 'MigrationEditedError';
  readonly code = 'MIGRATION_EDITED';

  constructor(readonly migrations: readonly string[]) {
    super(
      `These migrations were edited after they had been applied to this database: ${migrations.join(', ')}. ` +
        'Nothing was changed. Restore prisma/migrations as it was released, and put changes into a new migration ' +
        '(npm run migration:new -- <name>).',
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
        'this one. Nothing was changed. Start with an empty database (npm start: another DATA_DIR), or go back to the ' +
        'version that made it, such as to export your history.',
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
        'Nothing was changed: run the migrations again when it has finished.',
    );
  }
}
