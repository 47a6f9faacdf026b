export { type ProcessEnd } from './command.js';
export { type OurProcess, spawnProcess, startProcess } from './our-process.js';
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from './test-database.js';
export { noteProcess, runDirectory } from './test-run.js';
export { Client, type GraphqlAnswer } from './client.js';
export { setStage, type Stage } from './stage.js';
export { Instance } from './instance.js';
export { statementsIn, tellStatements } from './statements.js';
