import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { measureOverflow } from './page-actions.js';

const WIDTHS = [360, 1280, 1920];
type ColorScheme = 'light' | 'dark';

const REPORTED: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * Finds issues that axe calls serious or critical, in light and dark mode, and widths at which the page overflows.
 *
 * @param hasColors waits for a page whose scripts choose its colours. CSS applies them at once
 */
export async function findIssues(
  page: Page,
  hasColors: (colorScheme: ColorScheme) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  // It stays until the page loads another document.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const change = async (colorScheme: ColorScheme): Promise<void> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await hasColors(colorScheme);
  };
  await change('light');
  // Off by default: targets of less than 24 px.
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
  // Of the results only what is reported leaves the page: the rest takes longer to transfer than to compute.
  const violations = await page.evaluate<axe.Result[]>(
    `axe.run(document, ${JSON.stringify(run)}).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => REPORTED.has(impact))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`),
    );
}
