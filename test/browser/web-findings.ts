import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { overflow } from './people.js';

const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280, 1920];
const GRAVE: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical']);

/**
 * What is wrong with a page as it stands: whatever axe calls serious or critical, in light and in dark; and widths at
 * which it has to be scrolled sideways. Nothing, for a good page.
 */
export async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, impact, nodes } of violations) {
      if (!GRAVE.has(impact)) continue;
      found.push(...nodes.map(({ html }) => `${id} (${impact}, ${colorScheme}): ${html}`));
    }
  }
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await overflow(page);
    if (beyond > 0) found.push(`${beyond} px too wide for ${width} px`);
  }
  if (before) await page.setViewportSize(before);
  return found;
}
