import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo, FAILED, PAUSED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

/** A single missing day, and two in a row. */
const GAPS = 2;
/** The number of lines by default. */
const LINES = 6;

const lines = (page: Page) => page.getByRole('slider');
/** Locates the focused line if its value contains `text`. */
const focused = (page: Page, text: string) => page.locator(`[role=slider]:focus[aria-valuetext*="${text}"]`);

/** Measures the horizontal extents of all lines and gaps, in pixels. */
function measure(page: Page): Promise<{ strokes: [number, number][]; gaps: [number, number][] }> {
  return page.evaluate(`(() => {
    const extents = (selector) => [...document.querySelectorAll(selector)].map((element) => {
      const { x, width } = element.getBBox();
      return [x, x + width];
    });
    return { strokes: extents('[role=slider] .bump-stroke'), gaps: extents('.bump-gap-ground') };
  })()`);
}

describeInBrowser('trends, momentum, year-end and event pages', () => {
  const stage = setWebStage();

  /** Builds the address of daily trends through the newest snapshot, by default from the first day. */
  async function dailyTrends(from = ''): Promise<string> {
    const { data } = await stage.client.graphql('{ chart(range: SHORT_TERM) { day } }');
    const { day } = z.object({ chart: z.object({ day: z.string() }) }).parse(data).chart;
    return `/trends?interval=day&from=${from}&to=${day}`;
  }

  it('fields for names of artists are not checked for spelling', async () => {
    const { context, page } = await stage.visit('/trends');
    const fields = page.getByRole('combobox');
    await fields.nth(1).waitFor();
    const checked = await fields.evaluateAll((all) => all.map((field) => field.getAttribute('spellcheck')));
    expect(checked).toEqual(['false', 'false']);
    await context.close();
  });

  it('trends draw no line across days without a snapshot', async () => {
    const { context, page, browserErrors } = await stage.visit(await dailyTrends());
    await lines(page).first().waitFor();
    expect(await lines(page).count()).toBe(LINES);
    const { strokes, gaps } = await measure(page);
    expect(gaps).toHaveLength(GAPS);
    // Lines are broken rather than missing, and none crosses a gap.
    expect(strokes.length).toBeGreaterThan(LINES);
    for (const [from, to] of gaps) {
      const crossing = strokes.filter(([begin, end]) => begin < from && to < end);
      expect(crossing).toEqual([]);
    }
    await page.getByText(`${PAUSED.length + 1} days without a snapshot`).waitFor();
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('trends can be explored with the arrow keys, point by point and line by line', async () => {
    const { context, page } = await stage.visit(await dailyTrends());
    await lines(page).first().waitFor();
    expect(await lines(page).first().getAttribute('tabindex')).toBe('0');
    await lines(page).first().focus();
    await page.keyboard.press('End');
    await focused(page, ': No. ').waitFor();
    // Back from yesterday to the day on which Spotify failed.
    for (let day = 1; day < FAILED; day++) await page.keyboard.press('ArrowLeft');
    await focused(page, ': No snapshot').waitFor();
    await page.locator('.bump-card').getByText('No snapshot').waitFor();
    await page.keyboard.press('ArrowRight');
    const name = await focused(page, ': No. ').getAttribute('aria-label');
    await page.keyboard.press('ArrowDown');
    await page.locator(`[role=slider]:focus:not([aria-label="${name}"])`).waitFor();
    expect(await page.locator('[role=slider][tabindex="0"]').count()).toBe(1);
    await context.close();
  });

  it('trends add and remove artists, and keep the selection in the address', async () => {
    const { context, page } = await stage.visit('/trends');
    const field = page.getByRole('combobox', { name: 'Add an artist' });
    await field.click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const name = await page.locator('[role=option][aria-selected=true]').textContent();
    await page.keyboard.press('Enter');
    await lines(page).nth(LINES).waitFor();
    const added = await lines(page).nth(LINES).getAttribute('aria-label');
    expect(name).toContain(added);
    expect(new URL(page.url()).searchParams.get('artists')?.split('-')).toHaveLength(LINES + 1);

    await page.reload();
    await lines(page).nth(LINES).waitFor();
    await page.getByRole('button', { name: `Remove ${added}` }).click();
    await lines(page).nth(LINES).waitFor({ state: 'detached' });
    expect(await lines(page).count()).toBe(LINES);
    await context.close();
  });

  it('trends up to an earlier day begin with the artists of that day', async () => {
    const day = daysAgo(60);
    const { data } = await stage.client.graphql(
      `{ chart(range: SHORT_TERM, on: "${day}") { entries(first: ${LINES}) { artist { name } } } }`,
    );
    const entry = z.object({ artist: z.object({ name: z.string() }) });
    const { chart } = z.object({ chart: z.object({ entries: z.array(entry).length(LINES) }) }).parse(data);
    const { context, page } = await stage.visit(`/trends?to=${day}`);
    await lines(page)
      .nth(LINES - 1)
      .waitFor();
    const names = await page
      .getByRole('list', { name: 'Artists in the chart' })
      .getByRole('link')
      .allTextContents();
    expect(names).toEqual(chart.entries.map(({ artist }) => artist.name));
    await context.close();
  });

  it('trends remove artists that are not in the history, and can be shown as a table', async () => {
    const { context, page } = await stage.visit(`/trends?artists=${'Z'.repeat(22)}`);
    await page.getByText('One artist isn’t in your history').waitFor();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('No artists selected').waitFor();
    await page.goto(stage.origin + (await dailyTrends(daysAgo(FAILED + 4))));
    await page.getByRole('link', { name: 'Table', exact: true }).click();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('cell', { name: 'No snapshot' }).count()).toBe(1);
    expect(await page.getByRole('columnheader').count()).toBe(1 + LINES);
    expect(await findIssues(page)).toEqual([]);
    await context.close();
  });

  it('pages without a snapshot say what to expect, and trends offer to try again if the API does not respond', async () => {
    const { context, page } = await stage.visitSignedOut('/auth/spotify?returnTo=%2Ftrends');
    await page.locator('input[value="demo_02"]').check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('No snapshots yet').waitFor();
    for (const [path, text] of [
      ['/momentum', 'No day has all three lists yet'],
      ['/year', 'No weekly chart yet'],
      ['/events', 'No events yet'],
    ] as const) {
      await page.goto(stage.origin + path);
      await page.getByText(text).waitFor();
    }

    await page.route('**/graphql', (route) => route.abort());
    await page.goto(`${stage.origin}/trends`);
    await page.getByText('Headliner isn’t responding').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No snapshots yet').waitFor();
    await context.close();
  });
});
