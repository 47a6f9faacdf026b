/** What is known about a migration that did not come to its end. */
export type MigrationRemains =
  /** It ran as one transaction, which PostgreSQL undid. */
  | 'none'
  /** It commits in between, or was begun by another program: only a person can tell. */
  | 'unknown';

/** A migration failed, now or earlier. The ones before it stand, none after it was tried. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';
  readonly code = 'MIGRATION_FAILED';
  readonly explained = true;
  readonly migration: string;
  readonly remains: MigrationRemains;

  constructor(migration: string, remains: MigrationRemains, reason: string, options?: ErrorOptions) {
    const advice =
      remains === 'none'
        ? 'Nothing of it was kept, and no data was lost: remove the cause and run the migrations again.'
        : 'Part of it may have been kept; nothing was removed. Compare the database with ' +
          `prisma/migrations/${migration}/migration.sql, complete or undo it by hand, and record which you did: ` +
          `node dist/apps/migrate/src/resolve.js ${migration} applied (or: rolled-back). Then run the migrations again.`;
    super(`The migration ${migration} failed: ${reason}. ${advice}`, options);
    this.migration = migration;
    this.remains = remains;
  }
}
