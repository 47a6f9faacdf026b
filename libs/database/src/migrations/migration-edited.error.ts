/** Migrations that were applied to this database read differently now. */
export class MigrationEditedError extends Error {
  override readonly name = 'MigrationEditedError';
  readonly code = 'MIGRATION_EDITED';
  readonly explained = true;
  readonly migrations: readonly string[];

  constructor(migrations: readonly string[]) {
    super(
      `These migrations were edited after they had been applied to this database: ${migrations.join(', ')}. ` +
        'Nothing was changed. Restore prisma/migrations as it was released, and put changes into a new migration ' +
        '(npm run migration:new -- <name>).',
    );
    this.migrations = migrations;
  }
}
