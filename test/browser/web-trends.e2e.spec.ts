import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findings } from './web-findings.js';
import { daysAgo, FAILED, PAUSED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

/** The days in which nothing was recorded lie one by one, and two together. */
const GAPS = 2;
/** Lines until somebody chooses. */
const LINES = 6;

const lines = (page: Page) => page.getByRole('slider');
/** The line that has the focus, once it says such a thing. */
const focused = (page: Page, says: string) => page.locator(`[role=slider]:focus[aria-valuetext*="${says}"]`);

/** How the lines of all artists lie along the page, from where to where, and the gaps. */
function drawn(page: Page): Promise<{ strokes: [number, number][]; gaps: [number, number][] }> {
  return page.evaluate(`(() => {
    const along = (selector) => [...document.querySelectorAll(selector)].map((element) => {
      const { x, width } = element.getBBox();
      return [x, x + width];
    });
    return { strokes: along('[role=slider] .bump-stroke'), gaps: along('.bump-gap-ground') };
  })()`);
}

describeInBrowser('the pages about time', () => {
  const stage = setWebStage();

  /** Trends by day through the newest snapshot, from the first day unless told. */
  async function byDay(from = ''): Promise<string> {
    const { data } = await stage.client.graphql('{ chart(range: SHORT_TERM) { day } }');
    const { day } = z.object({ chart: z.object({ day: z.string() }) }).parse(data).chart;
    return `/trends?interval=day&from=${from}&to=${day}`;
  }

  it('draw no line where nothing was recorded', async () => {
    const { context, page, complaints } = await stage.visit(await byDay());
    await lines(page).first().waitFor();
    expect(await lines(page).count()).toBe(LINES);
    const { strokes, gaps } = await drawn(page);
    expect(gaps).toHaveLength(GAPS);
    // Some come to an end at a gap, or lines would not be broken but missing; and none goes on through one.
    expect(strokes.length).toBeGreaterThan(LINES);
    for (const [from, to] of gaps) {
      const through = strokes.filter(([begin, end]) => begin < from && to < end);
      expect(through).toEqual([]);
    }
    await page.getByText(`${PAUSED.length + 1} days without a snapshot`).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are gone through with the arrow keys, point by point and line by line', async () => {
    const { context, page } = await stage.visit(await byDay());
    await lines(page).first().waitFor();
    await lines(page).first().focus();
    await page.keyboard.press('End');
    await focused(page, ': No. ').waitFor();
    // Back to the day on which Spotify failed; yesterday is the last.
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

  it('take artists in and out, and keep the choice in the address', async () => {
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

  it('say the same in a table, and leave out whom the listener never had', async () => {
    const { context, page } = await stage.visit(`/trends?artists=${'Z'.repeat(22)}`);
    await page.getByText('One artist is not yours').waitFor();
    await page.getByRole('button', { name: 'Leave them out' }).click();
    await page.getByText('Nobody is chosen').waitFor();
    await page.goto(stage.origin + (await byDay(daysAgo(FAILED + 4))));
    await page.getByRole('link', { name: 'Table', exact: true }).click();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('cell', { name: 'No snapshot' }).count()).toBe(1);
    expect(await page.getByRole('columnheader').count()).toBe(1 + LINES);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  it('compare the three ranges, each kind with its rule', async () => {
    const { data } = await stage.client.graphql('{ momentum { kind artist { name } } }');
    const entries = z
      .object({ momentum: z.array(z.object({ artist: z.object({ name: z.string() }) })) })
      .parse(data).momentum;
    const { context, page } = await stage.visit('/momentum');
    await page.getByRole('heading', { name: /^Breaking out/ }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(4);
    expect(await page.locator('.momentum tbody tr').count()).toBe(entries.length);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  it('add up a year in points, and say of an empty one that it is', async () => {
    const { context, page } = await stage.visit('/year');
    const first = page.locator('.year-end tbody tr').first();
    await first.waitFor();
    expect(await page.locator('.lead').textContent()).toContain('points, and not plays');
    const year = /\d{4}/.exec((await page.locator('h1').textContent()) ?? '')?.[0];
    const { data } = await stage.client.graphql(
      `{ yearEndChart(range: SHORT_TERM, year: ${year}) { entries(first: 1) { points artist { name } } } }`,
    );
    const { yearEndChart } = z
      .object({
        yearEndChart: z.object({
          entries: z.tuple([z.object({ points: z.int(), artist: z.object({ name: z.string() }) })]),
        }),
      })
      .parse(data);
    const [{ points, artist }] = yearEndChart.entries;
    expect(await first.textContent()).toContain(artist.name);
    expect(await first.locator('.points').textContent()).toBe(points.toLocaleString('en-GB'));
    expect(await findings(page)).toEqual([]);
    await page.goto(`${stage.origin}/year?year=2010`);
    await page.getByText('Nothing was recorded in 2010').waitFor();
    await context.close();
  });

  it('go through what happened, further and further back, of one kind too', async () => {
    const { context, page } = await stage.visit('/events');
    const events = page.locator('.event');
    await events.first().waitFor();
    const before = await events.count();
    await page.getByRole('button', { name: 'Further back' }).click();
    await events.nth(before).waitFor();
    const whole = await events.allTextContents();
    expect(whole.length).toBeGreaterThan(before);

    await page.getByRole('link', { name: 'Number ones' }).click();
    await page.locator('.event.NEW_NUMBER_ONE').first().waitFor();
    expect(await page.locator('.event:not(.NEW_NUMBER_ONE)').count()).toBe(0);
    expect(await findings(page)).toEqual([]);
    await context.close();
  });

  it('name the way on when there is no answer, and when nothing is recorded', async () => {
    const { context, page } = await stage.visitAsStranger('/auth/spotify?returnTo=%2Ftrends');
    await page.locator('input[value="demo_02"]').check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Nothing is recorded yet').waitFor();
    for (const [path, words] of [
      ['/momentum', 'No day has all three lists yet'],
      ['/year', 'No week has a chart yet'],
      ['/events', 'Nothing has happened yet'],
    ] as const) {
      await page.goto(stage.origin + path);
      await page.getByText(words).waitFor();
    }

    await page.route('**/graphql', (route) => route.abort());
    await page.goto(`${stage.origin}/trends`);
    await page.getByText('Headliner did not answer').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Nothing is recorded yet').waitFor();
    await context.close();
  });
});
