export { DirectoryInUseError, lockDirectory, type DirectoryLock } from './directory-lock.js';
export { prepareDatabase } from './prepare-database.js';
export { freePort, PortTakenError, startPostgres, type RunningPostgres } from './start-postgres.js';
