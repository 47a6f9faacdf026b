import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Before all tests: a directory for what this run starts, named after its process. Nothing is started here, so that
 * one unit spec costs nothing; whichever test needs PostgreSQL first starts it (test-database.ts). PostgreSQL's own
 * user must be able to pass through the directory when the tests run as root, hence its mode.
 */
export default function beginRun(): void {
  const directory = mkdtempSync(join(tmpdir(), `headliner-test-${process.pid}-`));
  chmodSync(directory, 0o711);
  process.env['HEADLINER_TEST_RUN'] = directory;
}
