/** Another process is migrating this database and did not finish in time. */
export class MigrationsLockedError extends Error {
  override readonly name = 'MigrationsLockedError';
  readonly code = 'MIGRATIONS_LOCKED';
  readonly explained = true;

  constructor(waitedMs: number) {
    super(
      `Another process has been migrating this database for more than ${Math.round(waitedMs / 1_000)} s. ` +
        'Nothing was changed: run the migrations again when it has finished.',
    );
  }
}
