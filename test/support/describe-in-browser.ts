import { existsSync } from 'node:fs';
import { browserSettings } from './browser.js';
import { describeWhere } from './describe-where.js';

/**
 * Describes tests that need a browser. Without one they are reported as skipped, with the reason; if `CI` is `true`, they
 * run and fail instead.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  const { CHROMIUM_PATH, CI } = browserSettings;
  const reason = `no Chromium at ${CHROMIUM_PATH}; install it or set CHROMIUM_PATH`;
  describeWhere(existsSync(CHROMIUM_PATH) || CI === 'true', reason, name, tests);
}
