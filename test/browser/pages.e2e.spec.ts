import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser, startVisit } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { allow } from './people.js';
import { findings } from './web-findings.js';

jest.setTimeout(120_000);

describeInBrowser('the pages of Headliner', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });

  afterAll(() => browser?.close());

  it('lead a listener through consent and back, and out again', async () => {
    const { context, origins, complaints } = await startVisit(browser);
    const page = await context.newPage();
    await page.goto(origin);
    expect(await page.getByText('Demo mode.').isVisible()).toBe(true);

    await page.getByRole('link', { name: 'Connect with Spotify' }).click();
    expect(new URL(page.url()).origin).toBe(stage.instance.simulator.url);
    await allow(page);

    await page.getByRole('banner').getByText('Demo Listener').waitFor();
    expect(page.url()).toBe(`${origin}/`);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Connect with Spotify' }).waitFor();
    expect(page.url()).toBe(`${origin}/`);
    await page.reload();
    expect(await page.getByRole('link', { name: 'Connect with Spotify' }).isVisible()).toBe(true);

    expect(complaints).toEqual([]);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('name the fix when the listener refuses', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/auth/spotify?returnTo=%2Fgraphiql`);
    const refusal = page.waitForResponse((response) =>
      response.url().startsWith(`${origin}/auth/spotify/callback`),
    );
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect((await refusal).status()).toBeGreaterThanOrEqual(400);
    expect(await page.locator('h1').textContent()).toMatch(/\S/);
    const wayOn = page.locator('.problem .button');
    expect(await wayOn.getAttribute('href')).toMatch(/^(\/|http)/);
    await context.close();
  });

  it('answer an address that nobody knows with a page', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    const response = await page.goto(`${origin}/no-such-page`);
    expect(response?.status()).toBe(404);
    await page.getByRole('link', { name: 'Back to the home page' }).click();
    expect(page.url()).toBe(`${origin}/`);
    await context.close();
  });

  it('say what Headliner is without any script, and lead on from where somebody came', async () => {
    const { context, origins, complaints } = await startVisit(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${origin}/trends?range=long`);
    await page.getByRole('heading', { level: 1, name: 'Your own chart, day by day' }).waitFor();
    expect(await page.locator('.example .row').count()).toBeGreaterThan(3);
    for (const address of ['/privacy', '/graphiql', '/schema.graphql']) {
      expect(await page.locator(`a[href="${address}"]:visible`).count()).toBeGreaterThan(0);
    }
    await page.getByRole('link', { name: 'Connect with Spotify' }).click();
    await allow(page);
    expect(page.url()).toBe(`${origin}/trends?range=long`);
    expect(complaints).toEqual([]);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('let a stranger try the example', async () => {
    const { context, origins, complaints } = await startVisit(browser);
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
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...origins]).toEqual([origin]);
    await context.close();
  });

  it('show where the keyboard is', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    await page.goto(origin);
    const reached: (string | null)[] = [];
    while (reached.at(-1) !== 'Connect with Spotify' && reached.length < 10) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      reached.push((await focused.textContent())?.trim() ?? null);
      const outline: string = await focused.evaluate('element => getComputedStyle(element).outlineStyle');
      expect(outline).not.toBe('none');
    }
    expect(reached).toEqual(['Skip to the content', 'Headliner', 'Connect with Spotify']);
    await context.close();
  });
});
