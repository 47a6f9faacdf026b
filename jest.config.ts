import type { Config } from 'jest';

const shared = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/begin-run.mts',
  globalTeardown: '<rootDir>/test/support/end-run.mts',
  // The rooms are imported by their doors (`#spotify`, ...); the `source` condition of package.json leads to TypeScript.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
} satisfies Config;

const config: Config = {
  // Processes start and a whole browser; a machine that is busy with six files at a time takes its time.
  testTimeout: 90_000,
  // More than there are cores on a small machine: most tests wait, for processes and for time limits to pass.
  maxWorkers: 6,
  testSequencer: '<rootDir>/test/support/spread-longest.mts',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
      setupFiles: ['reflect-metadata'],
    },
    {
      ...shared,
      displayName: 'end to end',
      testMatch: ['<rootDir>/test/**/*.e2e.spec.ts'],
      setupFiles: ['reflect-metadata'],
    },
  ],
};

export default config;
