import type { Locator, Page } from 'playwright-core';

/** GraphiQL's tabs, each with the buttons that open and close it. */
export const tabs = (page: Page): Locator =>
  page.getByRole('list', { name: 'Select active operation' }).getByRole('listitem');

/** The tab that is open. */
export const openTab = (page: Page): Locator =>
  tabs(page).filter({ has: page.locator('[aria-current="true"]') });

/** The titles of GraphiQL's tabs. */
export const tabTitles = (page: Page): Promise<string[]> =>
  tabs(page).locator('button:first-of-type').allTextContents();

/** Waits until a tab is selected and the editor is mounted. */
export async function waitForTab(page: Page, title: string): Promise<void> {
  await openTab(page).filter({ hasText: title }).waitFor();
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

/** Opens an example from the panel, and waits for its tab. */
export async function openExample(page: Page, title: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Examples' });
  await page.locator('.graphiql-query-editor .view-line').first().waitFor({ state: 'attached' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Show Examples' }).click();
  await panel.getByText(title, { exact: true }).click();
  await waitForTab(page, title);
}

/** Presses the play button. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Execute query/ }).click();
}
