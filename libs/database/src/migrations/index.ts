export { ensureDatabase } from './ensure-database.js';
export { migrate, type MigrateOptions } from './migrate.js';
