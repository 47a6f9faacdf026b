import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the run was asked for, as far as it matters here. */
interface Asked {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

/**
 * Before all tests: a directory for what this run starts, named after its process. Nothing is started here, so that
 * one unit spec costs nothing: the test that needs PostgreSQL first starts it (test-database.ts), and the one that
 * needs the build first builds (build-once.ts). Only a run of all tests, which needs it in any case, builds at once.
 * PostgreSQL's own user must be able to pass through the directory when the tests run as root, hence its mode.
 */
export default function beginRun({ testPathPatterns }: Asked): void {
  const directory = mkdtempSync(join(tmpdir(), `headliner-test-${process.pid}-`));
  chmodSync(directory, 0o711);
  process.env['HEADLINER_TEST_RUN'] = directory;
  if (testPathPatterns.patterns.length > 0) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`The build failed (${status}).`);
  // The mark of once-in-run.ts.
  writeFileSync(join(directory, 'build.done'), '');
}
