import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { measureOverflow } from './page-actions.js';

const WIDTHS = [360, 1280, 1920];
/** How long a page may take to change its colours; GraphiQL's editor does so after the rest of the page. */
const RECOLOUR_WITHIN_MS = 5_000;
const REPORTED: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * Finds issues that axe calls serious or critical, in light and dark mode, and widths at which the page overflows.
 */
export async function findIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const issues = [
    // Off by default: targets of less than 24 px.
    ...(await runAxe(page, 'light', { rules: { 'target-size': { enabled: true } } })),
    // Only colours differ in dark mode.
    ...(await runAxe(page, 'dark', { runOnly: ['color-contrast'] })),
  ];
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await measureOverflow(page);
    if (overflow > 0) issues.push(`${overflow} px too wide for ${width} px`);
  }
  if (before) await page.setViewportSize(before);
  return issues;
}

async function runAxe(page: Page, colorScheme: 'light' | 'dark', options: axe.RunOptions): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const run = { resultTypes: ['violations'], preload: false, ...options };
  const limit = performance.now() + RECOLOUR_WITHIN_MS;
  for (;;) {
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(run)})`);
    const issues = violations
      .filter(({ impact }) => REPORTED.has(impact))
      .flatMap(({ id, impact, nodes }) =>
        nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`),
      );
    if (issues.length === 0 || performance.now() > limit) return issues;
  }
}
