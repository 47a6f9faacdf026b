import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { allowAccess, measureOverflow } from './page-actions.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const answer = z.looseObject({ data: z.record(z.string(), z.unknown()) });

/** Has one root field fail in every answer, and leaves the others. */
async function failField(page: Page, field: string): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const { data, ...rest } = answer.parse(await response.json());
    const extensions = { code: 'INTERNAL', correlationId: 'reference' };
    const failure = { errors: [{ message: 'It failed.', path: [field], extensions }] };
    const json = field in data ? { ...failure, data: { ...data, [field]: null } } : { ...rest, data };
    await route.fulfill({ response, json });
  });
}

describeInBrowser('the web page when requests fail', () => {
  const stage = setWebStage();
  /** Keeps the code of the pages between its pages. */
  let failing: BrowserContext;
  beforeAll(async () => {
    failing = (await stage.visit()).context;
  });
  afterAll(() => failing?.close());

  it.each([
    ['/?on=2026-11-01', 'chart'],
    ['/', 'chart'],
    ['/compare', 'chart'],
    ['/week', 'week'],
    ['/week', 'chart'],
    ['/trends', 'chart'],
    ['/momentum', 'momentum'],
    ['/year', 'chart'],
    ['/year', 'yearEndChart'],
  ])('%s says that the field "%s" failed, and not that nothing is recorded', async (path, field) => {
    const page = await failing.newPage();
    await failField(page, field);
    await page.goto(stage.origin + path);
    await page.getByRole('alert').getByText('Something went wrong in Headliner').waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.notice').allTextContents()).toHaveLength(1);
    await page.close();
  });

  it('shows the listener’s name once requests are no longer limited', async () => {
    const { context, page } = await stage.visit();
    const error = { message: 'Too many.', extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 } };
    await page.route('**/graphql', (route) => route.fulfill({ status: 429, json: { errors: [error] } }));
    await page.goto(stage.origin);
    await page.getByText('Too many requests').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('banner').getByText('Demo Listener').waitFor();
    await context.close();
  });

  it('keeps the chart if the code of the Share dialog stays gone after one reload', async () => {
    const { context, page } = await stage.visit('/');
    await page.route(/\/share-dialog-[^/]+\.js$/, (route) => route.fulfill({ status: 404 }));
    const share = page.getByRole('button', { name: 'Share', exact: true });
    const reload = page.waitForRequest((request) => request.isNavigationRequest());
    await share.click();
    await reload;
    await share.click();
    await page.getByRole('main').getByRole('alert').getByText('The dialog can’t be opened').waitFor();
    expect(await page.locator('.chart-rows .row').count()).toBeGreaterThan(0);
    expect(await measureOverflow(page)).toBe(0);
    await context.close();
  });

  it('says that there is no artist with an ID that the API rejects', async () => {
    const { context, page } = await stage.visit('/artist/%00');
    await page.getByRole('heading', { level: 1, name: 'Artist not found' }).waitFor();
    await context.close();
  });

  it('leaves Enter, Escape and the arrows to an input method while it composes a word', async () => {
    const { context, page } = await stage.visit('/year');
    await page.locator('.year-end').first().waitFor();
    await page.keyboard.press('/');
    const devtools = await context.newCDPSession(page);
    await devtools.send('Input.imeSetComposition', { text: 'e', selectionStart: 1, selectionEnd: 1 });
    const first = page.getByRole('option').first();
    await first.waitFor();
    for (const key of ['ArrowDown', 'Enter', 'Escape']) await page.keyboard.down(key);
    expect(await first.getAttribute('aria-selected')).toBe('true');
    expect(page.url()).toBe(`${stage.origin}/year`);
    await devtools.send('Input.insertText', { text: 'e' });
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stage.origin}/artist/*`);
    await context.close();
  });

  it('reloads when it is shown again after another listener has signed in', async () => {
    const { context, page } = await stage.visit('/year');
    await page.getByRole('banner').getByText('Demo Listener').waitFor();
    await page.waitForLoadState('networkidle');
    const tab = await context.newPage();
    await tab.goto(`${stage.origin}/auth/spotify`);
    await tab.locator('input[value=demo_02]').check();
    await allowAccess(tab);
    await tab.getByRole('banner').getByText('Marisol Quint').waitFor();
    // Headless tabs are always visible.
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await page.getByRole('banner').getByText('Marisol Quint').waitFor();
    await page.getByText('No weekly chart yet').waitFor();
    await context.close();
  });
});
