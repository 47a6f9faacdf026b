import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { overflow } from './people.js';

const WIDTHS = [360, 1280, 1920];
const GRAVE: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * What is wrong with a page as it stands: whatever axe calls serious or critical, in light and in dark; and widths at
 * which it has to be scrolled sideways. Nothing, for a good page.
 */
export async function findings(page: Page): Promise<string[]> {
  const found = [
    ...(await grave(page, 'light', (axe) => axe)),
    // Only the colours are others.
    ...(await grave(page, 'dark', (axe) => axe.withRules(['color-contrast']))),
  ];
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await overflow(page);
    if (beyond > 0) found.push(`${beyond} px too wide for ${width} px`);
  }
  if (before) await page.setViewportSize(before);
  return found;
}

async function grave(
  page: Page,
  colorScheme: 'light' | 'dark',
  narrowed: (axe: AxeBuilder) => AxeBuilder,
): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // Its legacy mode needs no second page, which only frames would: it takes a fourth of the time.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false });
  const { violations } = await narrowed(axe).analyze();
  return violations
    .filter(({ impact }) => GRAVE.has(impact))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`),
    );
}
