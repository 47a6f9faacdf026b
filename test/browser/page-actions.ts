import type { BrowserContext, Page } from 'playwright-core';
import type { Client } from '../support/index.js';

/** Allows access on the simulator's consent page. */
export async function allowAccess(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow' }).click();
}

/** Signs the demo listener in, and leaves the home page open. */
export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
  await allowAccess(page);
  await page.getByRole('banner').getByText('Demo Listener').waitFor();
}

/** Gives a browser the cookies of a client, where the sign-in itself is not tested: it takes four pages. */
export async function shareSession(context: BrowserContext, client: Client): Promise<void> {
  const cookies = client.cookie.split('; ').map((pair) => pair.split(/=(.*)/s));
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: client.origin })));
}

/** Measures by how many CSS pixels the page is wider than its window. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Prints a page without backgrounds on paper of a size in inches, and counts the sheets. */
export async function countPrintedPages(
  page: Page,
  paperWidth: number,
  paperHeight: number,
): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', { paperWidth, paperHeight });
  await session.detach();
  return [
    ...Buffer.from(data, 'base64')
      .toString('latin1')
      .matchAll(/\/Type\s*\/Page\b/g),
  ].length;
}

/** Adds up the layout shifts of the pages that it opens from now on, as `window.shift`. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(`window.shift = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shift += value;
    }).observe({ type: 'layout-shift', buffered: true });`);
}
