import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { watchLayoutShift } from './page-actions.js';
import { findFormerArtist } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const TRENDS_CHUNK = /\/web\/assets\/trends-page-[^/]+\.js$/;

describeInBrowser('the frame of the web page', () => {
  const stage = setWebStage();

  it('reloads itself once if the code of a page is gone, and shows the page', async () => {
    const { context, page } = await stage.visit('/');
    await page.route(TRENDS_CHUNK, (route) => route.fulfill({ status: 404 }));
    const reload = page.waitForRequest((request) => request.isNavigationRequest());
    await page.getByRole('link', { name: 'Trends' }).click();
    await reload;
    await page.unroute(TRENDS_CHUNK);
    await page.getByRole('slider').first().waitFor();
    await context.close();
  });

  it('offers to reload, and keeps the other pages, if the code stays gone after one reload', async () => {
    const { context, page } = await stage.visit('/');
    let documents = 0;
    page.on('request', (request) => void (documents += Number(request.isNavigationRequest())));
    await page.route(TRENDS_CHUNK, (route) => route.fulfill({ status: 404 }));
    await page.goto(`${stage.origin}/trends`);
    const notice = page.getByRole('main').getByRole('alert');
    await notice.getByText('This page can’t be shown').waitFor();
    expect(documents).toBe(2);
    expect(await findIssues(page)).toEqual([]);

    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    expect(await notice.count()).toBe(0);
    await page.goBack();
    await page.unroute(TRENDS_CHUNK);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('slider').first().waitFor();
    await context.close();
  });

  it('shows no name once the session has ended', async () => {
    const { context, page } = await stage.visit('/events');
    const masthead = page.getByRole('banner');
    await masthead.getByText('Demo Listener').waitFor();
    // Answers set the cookie again.
    await page.waitForLoadState('networkidle');
    await context.clearCookies();
    await page.getByRole('link', { name: 'Trends' }).click();
    await page.getByRole('alert').getByText('You’re signed out').waitFor();
    expect(await masthead.getByText('Demo Listener').count()).toBe(0);
    expect(await masthead.getByRole('button').count()).toBe(0);
    await context.close();
  });

  it('shows small pictures where they are small, and initials for a picture that does not load', async () => {
    const { context, page } = await stage.visit();
    const requested: string[] = [];
    await page.route(/\/image\//, (route) => {
      requested.push(route.request().url());
      return requested.length === 1 ? route.fallback() : route.abort();
    });
    await page.goto(`${stage.origin}/events`);
    await page.locator('.event .artwork img').first().waitFor();
    await page.locator('.event .artwork .initials').first().waitFor();
    // Some pictures have one size only.
    const sizes = new Set(requested.map((url) => /-\d+$/.exec(url)?.[0] ?? 'only'));
    expect([...sizes].filter((size) => size !== 'only')).toEqual(['-160']);

    await page.goto(stage.origin);
    await page.locator('.page-picture .initials').waitFor();
    const picture = await page.locator('.page-picture .initials').boundingBox();
    const name = await page.locator('h1 .artist').boundingBox();
    expect((picture?.x ?? 0) + (picture?.width ?? 0)).toBeLessThan(name?.x ?? 0);
    await context.close();
  });

  it.each([1440, 360])(
    'keeps layout shift below 0.02 at %i px while the chart and the font load',
    async (width) => {
      const { context, page } = await stage.visit(undefined, { viewport: { width, height: 800 } });
      await watchLayoutShift(page);
      const fonts: (() => Promise<void>)[] = [];
      await page.route(/\.woff2$/, (route) => void fonts.push(() => route.fallback()));
      await page.goto(stage.origin, { waitUntil: 'commit' });
      await page.locator('.chart-rows .row').first().waitFor();
      expect(fonts.length).toBeGreaterThan(0);
      for (const load of fonts) await load();
      await page.evaluate('document.fonts.ready');
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('window.shift')).toBeLessThan(0.02);
      await context.close();
    },
  );

  it('keeps layout shift below 0.02 at 360 px while an artist loads, and has no placeholders above a failure', async () => {
    const { context, page } = await stage.visit(undefined, { viewport: { width: 360, height: 740 } });
    await watchLayoutShift(page);
    let isDown = false;
    await page.route(/\/graphql/, async (route) => {
      const isArtist = route.request().postData()?.includes('query Artist') === true;
      if (isArtist) await page.locator('.ledger-placeholder').first().waitFor();
      await (isArtist && isDown ? route.abort() : route.fallback());
    });
    const { id } = await findFormerArtist(stage.client);
    const name = 'Kestrel Avenue Ensemble';
    await stage.instance.sql('UPDATE artist SET name = $1 WHERE spotify_id = $2', [name, id]);
    await page.goto(`${stage.origin}/artist/${id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('slider').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('window.shift')).toBeLessThan(0.02);

    isDown = true;
    await page.reload();
    await page.locator('.notice.urgent').waitFor();
    expect(await page.locator('.page-head > :is(.lead, .controls), .artist-page > .artwork').count()).toBe(0);
    await context.close();
  });

  it('shows the current page and tab in forced colours', async () => {
    const { context, page } = await stage.visit('/', { forcedColors: 'active' });
    await page.locator('.chart-rows .row').first().waitFor();
    const styles: { lines: string[]; tabs: string[] } = await page.evaluate(`(() => {
      const read = (selector, name) =>
        [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[name]);
      return {
        lines: read('.pages a', 'borderBottomColor'),
        tabs: read('.tabs a', 'backgroundColor'),
      };
    })()`);
    // Both start with the current one, which alone differs.
    for (const [current, ...others] of Object.values(styles)) {
      expect(others).not.toContain(current);
      expect(new Set(others).size).toBe(1);
    }
    await context.close();
  });

  it('prints its chart in two columns on white paper, without navigation', async () => {
    const { context, page } = await stage.visit('/', { colorScheme: 'dark' });
    await page.locator('.chart-rows .row').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.pages, .who, .to-spotify').filter({ visible: true }).count()).toBe(0);
    expect(
      await page.evaluate(`[getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('.chart-rows')).columnCount]`),
    ).toEqual(['rgb(255, 255, 255)', '2']);
    await context.close();
  });

  it('can be installed, and uses its font on server-rendered pages too', async () => {
    const { context, page, origins, browserErrors } = await stage.visitSignedOut('/');
    const devtools = await context.newCDPSession(page);
    for (const path of ['/', '/privacy', '/auth/spotify/callback?error=access_denied']) {
      await page.goto(stage.origin + path);
      await page.evaluate('document.fonts.ready');
      expect(
        await page.evaluate(`[...document.fonts].some(
        ({ family, status }) => family === 'Archivo' && status === 'loaded')`),
      ).toBe(true);
      const { data, errors } = await devtools.send('Page.getAppManifest');
      expect([path, errors]).toEqual([path, []]);
      const { icons } = manifest.parse(JSON.parse(data ?? ''));
      for (const { src, sizes } of icons) expect([src, await measureImage(page, src)]).toEqual([src, sizes]);
    }
    expect([...origins]).toEqual([stage.origin]);
    expect(browserErrors.filter((error) => !error.includes('/auth/spotify/callback'))).toEqual([]);
    await context.close();
  });
});

const manifest = z.object({ icons: z.array(z.object({ src: z.string(), sizes: z.string() })).length(3) });

/** Returns width and height of an image of `/assets/`, as a manifest writes them. */
function measureImage(page: Page, name: string): Promise<string> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image.naturalWidth + 'x' + image.naturalHeight);
    image.onerror = reject;
    image.src = '/assets/${name}';
  })`);
}
