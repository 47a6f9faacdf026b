export { type OurProcess, type ProcessEnd, spawnProcess, startProcess } from './our-process.js';
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from './test-database.js';
export { noteProcess, runDirectory } from './test-run.js';
