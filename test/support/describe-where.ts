import { describe } from '@jest/globals';

/** A `describe` for tests that need something of the machine. Without it they are reported as skipped, with the reason. */
export function describeWhere(isThere: boolean, reason: string, name: string, tests: () => void): void {
  if (isThere) return describe(name, tests);
  process.stderr.write(`Skipped: ${name} (${reason})\n`);
  describe.skip(`${name} (${reason})`, tests);
}
