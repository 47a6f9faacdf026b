import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { measureOverflow } from './page-actions.js';

/** axe, minified: loading it takes 0.12 s of CPU per page, instead of 0.18 s with `axe.source`. */
const MINIFIED_AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [360, 1280, 1920];
type ColorScheme = 'light' | 'dark';

const REPORTED: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * Finds issues that axe calls serious or critical, and widths at which the page overflows. In dark mode only contrast is
 * checked. Leaves the page in dark mode.
 *
 * @param untilColored waits until scripts have set the colours of the mode; not needed where CSS sets them
 */
export async function findIssues(
  page: Page,
  untilColored: (colorScheme: ColorScheme) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  // axe stays until the page loads another document.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(MINIFIED_AXE);
  const change = async (colorScheme: ColorScheme): Promise<void> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await untilColored(colorScheme);
  };
  await change('light');
  // The rule about targets of less than 24 px is off by default.
  const issues = await runAxe(page, 'light', { rules: { 'target-size': { enabled: true } } });
  await change('dark');
  // Only colours differ in dark mode.
  issues.push(...(await runAxe(page, 'dark', { runOnly: ['color-contrast'] })));
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await measureOverflow(page);
    if (overflow > 0) issues.push(`${overflow} px too wide for ${width} px`);
  }
  if (before) await page.setViewportSize(before);
  return issues;
}

async function runAxe(page: Page, colorScheme: ColorScheme, options: axe.RunOptions): Promise<string[]> {
  const run = { resultTypes: ['violations'], preload: false, ...options };
  // Only violations leave the page: the other results take longer to transfer than to compute.
  const violations = await page.evaluate<axe.Result[]>(
    `axe.run(document, ${JSON.stringify(run)}).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => REPORTED.has(impact))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`),
    );
}
