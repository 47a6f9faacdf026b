import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo, FAILED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the comparison of two days, and the first visit', () => {
  const stage = setWebStage();
  /** Keeps the code of the pages between its pages. */
  let kept: BrowserContext;
  beforeAll(async () => {
    kept = (await stage.visit()).context;
  });
  afterAll(() => kept?.close());

  it('draws two charts side by side, from one query', async () => {
    const { context, page, browserErrors } = await stage.visit('/');
    const queries: string[] = [];
    page.on('request', (request) => queries.push(request.postData() ?? ''));
    await page.getByRole('link', { name: 'Compare two days' }).click();
    await page.getByRole('figure').waitFor();
    expect(page.url()).toBe(`${stage.origin}/compare?range=short&from=${daysAgo(8)}&to=${daysAgo(1)}`);
    expect(queries.filter((query) => query.includes('query Compare'))).toHaveLength(1);

    const kinds = ['up', 'down', 'same', 'new', 'back', 'gone', 'unknown'];
    const rows = await page
      .getByRole('list', { name: /^Chart of/ })
      .last()
      .locator('li')
      .count();
    const gone = await page.locator('.slope-lines .gone').count();
    expect(
      await page
        .getByRole('list', { name: /^Chart of/ })
        .first()
        .getByText('out', { exact: true })
        .count(),
    ).toBe(gone);
    const drawn = await Promise.all(kinds.map((kind) => page.locator(`.slope-lines .${kind}`).count()));
    expect(drawn.reduce((sum, count) => sum + count)).toBe(rows + gone);
    const { data } = await stage.client.graphql(
      `{ chart(range: SHORT_TERM, on: "${daysAgo(1)}", comparedTo: "${daysAgo(8)}") { dropouts { rank } turnover } }`,
    );
    expect(data).toMatchObject({ chart: { dropouts: { length: gone } } });
    await page.getByText(/ to the chart since /).waitFor();
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);

    await page.emulateMedia({ media: 'print' });
    const heights = await page
      .locator('.slope-lines, .slope-graph .later')
      .evaluateAll((parts) => parts.map((part) => Math.round(part.getBoundingClientRect().height)));
    expect(heights[0]).toBeGreaterThan(0);
    expect(heights[0]).toBe(heights[1]);
    await page.emulateMedia({ media: 'screen' });

    await page.getByLabel('Earlier day').fill(daysAgo(20));
    await page.getByText('19 days apart').waitFor();
    await page.goBack();
    await page.getByText('a week apart').first().waitFor();
    await context.close();
  });

  it('both days are picked on the calendar, by pointer and by keyboard, but not days without a snapshot', async () => {
    const { context, page, browserErrors } = await stage.visit('/compare?range=medium');
    const calendar = page.getByText('Pick both days on the calendar');
    const day = (ago: number) => page.locator(`[data-day="${daysAgo(ago)}"]`);
    const pressed = async () => {
      const days = page.locator('[data-day][aria-pressed="true"]');
      return days.evaluateAll((all) => all.map((each) => each.getAttribute('data-day')));
    };
    await page.getByRole('figure').waitFor();
    await calendar.click();
    await day(FAILED).hover();
    await page.getByText('can’t be picked: there is no snapshot').waitFor();
    await day(FAILED).press('Enter');
    expect(await day(FAILED).getAttribute('aria-disabled')).toBe('true');
    expect(await pressed()).toEqual([daysAgo(8), daysAgo(1)]);
    expect(await findIssues(page)).toEqual([]);
    await day(20).click();
    await page.getByRole('status').getByText('is picked. Now pick the other day').waitFor();
    expect(await pressed()).toEqual([daysAgo(20)]);
    await day(40).click();
    await page.getByText('20 days apart').waitFor();
    expect(page.url()).toBe(`${stage.origin}/compare?range=medium&from=${daysAgo(40)}&to=${daysAgo(20)}`);

    expect(await page.locator('summary:focus').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.locator('[data-day][tabindex="0"]').focus();
    for (const key of ['ArrowLeft', 'Enter', 'ArrowLeft', ' ']) await page.keyboard.press(key);
    await page.getByText('a week apart').first().waitFor();
    expect(page.url()).toContain(`from=${daysAgo(15)}&to=${daysAgo(8)}`);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it.each([
    ['equal days', daysAgo(5), daysAgo(5), 'Both days are the same'],
    ['reversed days', daysAgo(5), daysAgo(9), 'The days were swapped'],
    ['a day without a snapshot', daysAgo(FAILED), daysAgo(5), 'No snapshot for'],
    [
      'two days with the same snapshot',
      daysAgo(FAILED + 1),
      daysAgo(FAILED),
      'Both days have the same snapshot',
    ],
    ['a day before the history', '2020-01-01', daysAgo(5), 'No snapshot on or before January 1, 2020'],
    ['two days before the history', '2020-01-01', '2020-02-01', 'No snapshot on or before February 1, 2020'],
    ['only one day', '', daysAgo(9), 'a week apart'],
  ])('says what is shown for %s', async (_, from, to, text) => {
    const page = await kept.newPage();
    await page.goto(`${stage.origin}/compare?from=${from}&to=${to}`);
    await page.getByText(text).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.close();
  });

  it('says once why Spotify gives no first chart, when it is tried again, and what to tell the operator', async () => {
    const { control } = stage.instance.simulator;
    const fault = { endpoint: 'top-artists', listener: 'demo_03', times: 'always' } as const;
    await control.setFault({ ...fault, fault: 'not-registered' });
    const { context, page } = await stage.visitSignedOut('/auth/spotify?returnTo=%2F');
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.origin });
    await page.locator('input[value="demo_03"]').check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page
      .getByRole('alert')
      .getByText('Spotify doesn’t let this instance read your top artists')
      .waitFor();
    expect(await page.locator('.notice').count()).toBe(1);
    const status = page.getByRole('status').filter({ hasText: /^Next attempt in (1 minute|30 seconds)$/ });
    expect(await status.count()).toBe(1);
    await page.getByText(/^Next attempt in [1-5]\d s$/).waitFor();
    expect(await status.count()).toBe(1);
    await page.getByRole('button', { name: 'Copy a message for the operator' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      'Error: SPOTIFY_NOT_PERMITTED (LISTENER_NOT_REGISTERED)',
    );
    expect(await findIssues(page)).toEqual([]);

    await control.clearFaults();
    await control.setFault({ ...fault, times: 1, fault: { kind: 'rate-limited', retryAfter: 4 } });
    await page.getByRole('button', { name: 'Try again now' }).click();
    await page.getByRole('alert').getByText('Spotify is limiting requests').waitFor();
    expect(await page.locator('.notice').count()).toBe(1);
    // The page asks again by itself when the countdown ends.
    await page.getByRole('heading', { name: 'Your top artists right now' }).waitFor();
    await context.close();
  });

  it('says that Spotify has no top artists yet, and leads to the longer ranges', async () => {
    await stage.instance.sql('DELETE FROM snapshot');
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT id, 'SHORT_TERM', $1, true, clock_now(), '{}' FROM listener`,
      [daysAgo(1)],
    );
    const { context, page } = await stage.visit('/');
    await page.getByText('Spotify has no top artists for you yet').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.getByRole('link', { name: 'See 6 months' }).click();
    expect(page.url()).toBe(`${stage.origin}/?range=medium`);
    await context.close();
  });

  it('takes the first snapshot for a new listener', async () => {
    await stage.instance.sql('DELETE FROM snapshot');
    const { context, page } = await stage.visit('/');
    await page.getByText('Your first chart is on its way').waitFor();
    await page.getByRole('heading', { name: 'Your top artists right now' }).waitFor();
    expect(await findIssues(page)).toEqual([]);
    const worker = await stage.instance.startWorker();
    await page.getByRole('button', { name: 'Take a snapshot now' }).click();
    await page.locator('.chart-rows .row').first().waitFor();
    await page.getByText('there is nothing to compare yet').waitFor();
    await worker.stop();
    await context.close();
  });
});
