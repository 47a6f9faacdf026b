export { ensureDatabase } from './ensure-database.js';
export { migrate, type MigrateOptions } from './migrate.js';
export { MigrationEditedError } from './migration-edited.error.js';
export { MigrationFailedError, type MigrationRemains } from './migration-failed.error.js';
export { MigrationInterruptedError } from './migration-interrupted.error.js';
export { MigrationsLockedError } from './migrations-locked.error.js';
export { resolveMigration, type ResolveOptions } from './resolve-migration.js';
export { schemaDrift } from './schema-drift.js';
