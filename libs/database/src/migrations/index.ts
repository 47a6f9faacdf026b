export { ensureDatabase } from './ensure-database.js';
export * from './errors.js';
export { migrate, type MigrateOptions } from './migrate.js';
