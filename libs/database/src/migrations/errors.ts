/** A refusal to migrate, in words for operators. */
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
