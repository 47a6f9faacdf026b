import { expect, it, jest } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { allowAccess } from './page-actions.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const APP = /\/web\/assets\/app-[^/]+\.js$/;
const ROWS = 5;
/** What a browser receives before the first places, heads included. At 200 kB/s each 10 kB take 50 ms. */
const MAX_BYTES = 65_000;

function isChartQuery(request: Request): boolean {
  return request.postData()?.includes('query Chart(') === true;
}

/** Records the bodies of the chart queries that a page sends. */
function recordChartQueries(page: Page): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (isChartQuery(request)) bodies.push(request.postData() ?? '');
  });
  return bodies;
}

async function waitForRows(page: Page): Promise<void> {
  await page
    .locator('.chart-rows .row')
    .nth(ROWS - 1)
    .waitFor();
}

describeInBrowser('the first view of the web page', () => {
  const stage = setWebStage();

  it('requests the chart while the code of the app is still loading, and only once', async () => {
    const { context, page, browserErrors } = await stage.visit('/privacy');
    const queries = recordChartQueries(page);
    const answered = page.waitForResponse((response) => isChartQuery(response.request()));
    await page.route(APP, async (route) => {
      await answered;
      await route.fallback();
    });
    await page.goto(stage.origin, { waitUntil: 'commit' });
    await waitForRows(page);
    await page.waitForLoadState('networkidle');
    expect(queries).toHaveLength(1);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('requests the chart of its address, once, if that is not the newest of the shortest range', async () => {
    const { context, page } = await stage.visit('/privacy');
    const queries = recordChartQueries(page);
    await page.goto(`${stage.origin}/?range=long`);
    await waitForRows(page);
    await page.waitForLoadState('networkidle');
    expect(queries.map((body) => JSON.parse(body).variables)).toEqual([
      { range: 'LONG_TERM', on: null, comparedTo: null },
    ]);
    await context.close();
  });

  it('needs one document, two scripts, two stylesheets and one query, of 65 kB in all', async () => {
    const { context, page } = await stage.visit('/privacy');
    const needed: Request[] = [];
    await page.route('**', async (route) => {
      const request = route.request();
      const isNeeded =
        isChartQuery(request) || ['document', 'script', 'stylesheet'].includes(request.resourceType());
      if (isNeeded) needed.push(request);
      await (isNeeded ? route.fallback() : route.abort());
    });
    await page.goto(stage.origin, { waitUntil: 'commit' });
    await waitForRows(page);
    expect(needed.map((request) => request.resourceType()).sort()).toEqual([
      'document',
      'fetch',
      'script',
      'script',
      'stylesheet',
      'stylesheet',
    ]);
    const sizes = await Promise.all(needed.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(MAX_BYTES);
    await context.close();
  });

  // Last, since it ends the session that the others share.
  it('shows the chart of a listener who has signed in since it was requested', async () => {
    const { context, page } = await stage.visit('/privacy');
    const answered = page.waitForResponse((response) => isChartQuery(response.request()));
    let isFirst = true;
    await page.route(APP, async (route) => {
      if (isFirst) {
        isFirst = false;
        await answered;
        const tab = await context.newPage();
        await tab.goto(`${stage.origin}/auth/spotify`);
        await tab.locator('input[value=demo_02]').check();
        await allowAccess(tab);
        await tab.getByRole('banner').getByText('Marisol Quint').waitFor();
      }
      await route.fallback();
    });
    await page.goto(stage.origin, { waitUntil: 'commit' });
    await page.getByRole('banner').getByText('Marisol Quint').waitFor();
    // They have no chart yet.
    await page.locator('.first-visit').waitFor();
    expect(isFirst).toBe(false);
    await context.close();
  });
});
