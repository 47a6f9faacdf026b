import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { allowAccess } from './page-actions.js';
import { findIssues } from './find-issues.js';

jest.setTimeout(120_000);

describeInBrowser('pages', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });

  afterAll(() => browser?.close());

  it('signs a listener in through Spotify’s consent page, and out again', async () => {
    const { context, origins, browserErrors } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(origin);
    expect(await page.getByText('Demo mode.').isVisible()).toBe(true);

    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    expect(new URL(page.url()).origin).toBe(stage.instance.simulator.url);
    await allowAccess(page);

    await page.getByRole('banner').getByText('Demo Listener').waitFor();
    expect(page.url()).toBe(`${origin}/`);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in with Spotify' }).waitFor();
    expect(page.url()).toBe(`${origin}/`);
    await page.reload();
    expect(await page.getByRole('link', { name: 'Sign in with Spotify' }).isVisible()).toBe(true);

    expect(browserErrors).toEqual([]);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('offers a way on if the listener cancels the sign-in', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/auth/spotify?returnTo=%2Fgraphiql`);
    const refusal = page.waitForResponse((response) =>
      response.url().startsWith(`${origin}/auth/spotify/callback`),
    );
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await refusal).status()).toBeGreaterThanOrEqual(400);
    expect(await page.locator('h1').textContent()).toMatch(/\S/);
    const action = page.locator('.problem .button');
    expect(await action.getAttribute('href')).toMatch(/^(\/|http)/);
    await context.close();
  });

  it('answers an unknown address with a 404 page that links to the home page', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    const response = await page.goto(`${origin}/no-such-page`);
    expect(response?.status()).toBe(404);
    await page.getByRole('link', { name: 'Back to the home page' }).click();
    expect(page.url()).toBe(`${origin}/`);
    await context.close();
  });

  it('signs in without JavaScript, and returns to the requested page', async () => {
    const { context, origins, browserErrors } = await openVisit(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/trends?range=long`);
    await page.getByRole('heading', { level: 1, name: 'Your own chart, day by day' }).waitFor();
    expect(await page.locator('.example .row').count()).toBeGreaterThan(3);
    for (const address of ['/privacy', '/graphiql', '/schema.graphql']) {
      expect(await page.locator(`a[href="${address}"]:visible`).count()).toBeGreaterThan(0);
    }
    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    expect(page.url()).toBe(`${origin}/trends?range=long`);
    expect(browserErrors).toEqual([]);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('lets visitors explore the example chart of the landing page', async () => {
    const { context, origins, browserErrors } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(origin);
    const top = page.locator('.example .row').first();
    const shortTerm = await top.textContent();
    await page
      .getByRole('button', { name: /^Show all/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Show fewer' }).waitFor();
    await page.getByRole('button', { name: '1 year' }).click();
    await page.getByRole('button', { name: '1 year', pressed: true }).waitFor();
    expect(await top.textContent()).not.toBe(shortTerm);
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);
    expect([...origins]).toEqual([origin]);
    await context.close();
  });

  it('outlines the element that has the keyboard focus', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(origin);
    const reached: (string | null)[] = [];
    while (reached.at(-1) !== 'Sign in with Spotify' && reached.length < 10) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      reached.push((await focused.textContent())?.trim() ?? null);
      const outline: string = await focused.evaluate('element => getComputedStyle(element).outlineStyle');
      expect(outline).not.toBe('none');
    }
    expect(reached).toEqual(['Skip to content', 'Headliner', 'Sign in with Spotify']);
    await context.close();
  });
});
