export { claimDatabase } from './claim-database.js';
export { DirectoryInUseError, lockDirectory, type DirectoryLock } from './directory-lock.js';
export { freePort, PortTakenError } from './free-port.js';
export { clearAbandoned, recordOwner } from './outside.js';
export { databasesIn, ownedDatabase } from './owned-database.js';
export { startPostgres, type PostgresOptions, type RunningPostgres } from './start-postgres.js';
