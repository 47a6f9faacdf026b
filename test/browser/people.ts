import type { Page } from 'playwright-core';

/** Goes through the simulator's consent page, wherever the page is about to be sent there. */
export async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow' }).click();
}

/** Signs the demo listener in from the first page, and stays there. */
export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
  await allow(page);
  await page.getByRole('banner').getByText('Demo Listener').waitFor();
}

/** How far the page is wider than its window, in CSS pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
