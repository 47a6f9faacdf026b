import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { allowAccess, measureOverflow, shareSession, signIn } from '../browser/page-actions.js';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';

jest.setTimeout(120_000);

const stage = setStage();

it('POST /account/delete deletes nothing without confirmation, without a session, or from another site', async () => {
  const { client, api, instance } = stage;
  const send = (body: string, headers: Record<string, string> = {}) =>
    client.fetch('/account/delete', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: api.url, ...headers },
    });
  const signedOut = await send('confirm=yes');
  expect([signedOut.status, signedOut.headers.get('location')]).toEqual([303, '/account/delete']);
  await client.signIn();
  for (const body of ['', 'confirm=', 'confirm=no', 'confirm=yes&confirm=yes', 'other=yes']) {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Nothing was deleted. Confirm with the button below.');
  }
  expect((await send('confirm=yes', { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await send('confirm=yes', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect(await instance.sql('SELECT 1 FROM listener')).toHaveLength(1);
});

it('the page /account/delete can be neither cached nor framed', async () => {
  await stage.client.signIn();
  const { headers } = await stage.client.fetch('/account/delete');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

describeInBrowser('the pages for deleting an account', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it('lead from the home page to the deletion, and offer Cancel before it', async () => {
    const { context, browserErrors, origins } = await openVisit(browser);
    const page = await context.newPage();
    const openDeletePage = async (): Promise<void> => {
      await page.getByRole('contentinfo').getByRole('link', { name: 'Privacy' }).click();
      await page.getByRole('main').getByRole('link', { name: 'Delete your account' }).click();
    };
    await signIn(page, stage.api.url);
    await openDeletePage();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await openDeletePage();
    await page.getByText('This can’t be undone.').waitFor();
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toHaveLength(1);
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toEqual([]);
    expect((await context.cookies()).some(({ name }) => name.startsWith('headliner'))).toBe(false);
    await page.goto(stage.api.url);
    expect(await page.getByRole('link', { name: 'Sign in with Spotify' }).isVisible()).toBe(true);
    expect(browserErrors).toEqual([]);
    expect([...origins].sort()).toEqual([stage.api.url, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('ask for a sign-in first, and return to the form afterwards', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(`${stage.api.url}/account/delete`);
    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    await page.getByRole('button', { name: 'Delete account' }).waitFor();
    expect(await stage.instance.sql('SELECT 1 FROM listener')).toHaveLength(1);
    await context.close();
  });

  it('fit 360 and 1280 px in light and dark mode, as does the privacy page, which names the retention', async () => {
    await stage.client.signIn();
    const { context, browserErrors } = await openVisit(browser);
    await shareSession(context, stage.client);
    const page = await context.newPage();
    const expectToFit = async (): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          const overflow = await measureOverflow(page);
          expect({ colorScheme, width, overflow }).toEqual({ colorScheme, width, overflow: 0 });
        }
      }
    };
    await page.goto(`${stage.api.url}/privacy`);
    expect(await page.getByText('This instance does not delete days by age').isVisible()).toBe(true);
    await expectToFit();
    await page.getByRole('main').getByRole('link', { name: 'Delete your account' }).click();
    await page.getByRole('button', { name: 'Delete account' }).waitFor();
    await expectToFit();
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
