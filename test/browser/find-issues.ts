import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { measureOverflow } from './page-actions.js';

const WIDTHS = [360, 1280, 1920];
const REPORTED: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * Finds issues that axe calls serious or critical, in light and dark mode, and widths at which the page overflows.
 */
export async function findIssues(page: Page): Promise<string[]> {
  const issues = [
    ...(await runAxe(page, 'light', (axe) => axe)),
    // Only colours differ in dark mode.
    ...(await runAxe(page, 'dark', (axe) => axe.withRules(['color-contrast']))),
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

async function runAxe(
  page: Page,
  colorScheme: 'light' | 'dark',
  configure: (axe: AxeBuilder) => AxeBuilder,
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // Legacy mode opens no second page, which only frames need, and takes a quarter of the time.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false });
  const { violations } = await configure(axe).analyze();
  return violations
    .filter(({ impact }) => REPORTED.has(impact))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`),
    );
}
