import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo, FAILED, PAUSED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the coverage, year, momentum and event pages', () => {
  const stage = setWebStage();

  const dayLink = (page: Page, ago: number) => page.locator(`[data-day="${daysAgo(ago)}"]`);
  const tip = (page: Page) => page.locator('.day-tip');

  it('the calendar shows a tooltip on hover and on focus, and moves by day and week', async () => {
    const { context, page, browserErrors } = await stage.visit('/coverage');
    await dayLink(page, FAILED).hover();
    await tip(page).getByText('Spotify unavailable').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.mouse.move(0, 0);
    await tip(page).waitFor({ state: 'detached' });

    await page.locator('[data-day][tabindex="0"]').focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    expect(await page.locator('[data-day]:focus').getAttribute('data-day')).toBe(daysAgo(3));
    await tip(page).getByText('Recorded').waitFor();
    expect(await page.locator('[data-day]:focus').getAttribute('aria-label')).toMatch(/: recorded$/);
    await page.keyboard.press('Escape');
    await tip(page).waitFor({ state: 'detached' });
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('a recorded day of the calendar opens its chart, and a gap leads to its reason', async () => {
    const { context, page } = await stage.visit('/coverage?range=long');
    const [paused = 0] = PAUSED;
    await dayLink(page, paused).press('Enter');
    await page.locator('#gap-paused:target').waitFor();
    await dayLink(page, 20).press('Enter');
    await page
      .locator(`input[type=date][value="${daysAgo(20)}"]`)
      .first()
      .waitFor();
    expect(page.url()).toBe(`${stage.origin}/?range=long&on=${daysAgo(20)}`);
    await context.close();
  });

  it('the first tap on a day shows its tooltip, and the second one opens its chart', async () => {
    const { context, page } = await stage.visit('/coverage', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    await dayLink(page, 20).tap();
    await tip(page).getByText('Tap again').waitFor();
    const box = await dayLink(page, 20).locator('.day-target').boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    await dayLink(page, 20).tap();
    await page.waitForURL(`${stage.origin}/?range=short&on=${daysAgo(20)}`);
    await context.close();
  });

  it('the year-end chart has a podium, no column of zeros, and weeks from Monday to Sunday', async () => {
    const { context, page } = await stage.visit('/year');
    await page.locator('.year-end tbody tr').first().waitFor();
    expect(await page.locator('.lead').textContent()).toContain('points, not plays');
    const year = /\d{4}/.exec((await page.locator('h1').textContent()) ?? '')?.[0];
    const { data } = await stage.client.graphql(
      `{ yearEndChart(range: SHORT_TERM, year: ${year}) { entries(first: 20) { points weeksAtNumberOne artist { name } } } }`,
    );
    const { entries } = yearEnd.parse(data).yearEndChart;
    const names = entries.map(({ artist }) => artist.name);
    expect(await page.locator('.podium .artist').allTextContents()).toEqual(names.slice(0, 3));
    expect(await page.locator('.podium-step').first().textContent()).toContain(
      `${entries[0]?.points.toLocaleString('en-US')} points`,
    );
    expect(await page.locator('.year-end .artist').allTextContents()).toEqual(names.slice(3));
    const hasZerosOnly = entries.slice(3).every(({ weeksAtNumberOne }) => weeksAtNumberOne === 0);
    expect(await page.getByRole('columnheader', { name: 'At No. 1' }).count()).toBe(hasZerosOnly ? 0 : 1);
    const weeks = await page
      .locator('.reign-days')
      .evaluateAll((links) => links.map((link) => link.textContent));
    expect(weeks.length).toBeGreaterThan(0);
    for (const days of weeks) expect(days).toMatch(/\d.* – .*\d/);
    expect(await findIssues(page)).toEqual([]);

    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    const files = [];
    for (const button of await page.getByRole('button', { name: 'CSV' }).all()) {
      const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
      files.push(file.suggestedFilename());
    }
    expect(files).toEqual([`year-short-${year}.csv`, `year-short-${year}-number-ones.csv`]);

    await page.goto(`${stage.origin}/year?year=2010`);
    await page.getByText('Nothing recorded in 2010').waitFor();
    await context.close();
  });

  it('momentum says its day, and lists ten artists of each kind before all of them', async () => {
    const { data } = await stage.client.graphql('{ momentum { day kind artist { name } } }');
    const entries = momentum.parse(data).momentum;
    const { context, page } = await stage.visit(`/momentum?on=${daysAgo(1)}`);
    const rows = page.locator('.momentum-rows li');
    await rows.first().waitFor();
    const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });
    expect(await page.locator('.kicker').textContent()).toBe(day.format(Date.parse(entries[0]?.day ?? '')));
    const kinds = new Map(
      entries.map(({ kind }) => [kind, entries.filter((each) => each.kind === kind).length]),
    );
    expect(await rows.count()).toBe([...kinds.values()].reduce((sum, count) => sum + Math.min(10, count), 0));
    const long = [...kinds.values()].filter((count) => count > 10).length;
    for (let group = 0; group < long; group++) {
      await page
        .getByRole('button', { name: /^Show \d+ more/ })
        .first()
        .click();
    }
    expect(await rows.count()).toBe(entries.length);
    await page.locator('.movement', { hasText: '▲' }).first().waitFor();
    await page.locator('.movement', { hasText: '▼' }).first().waitFor();
    expect(await findIssues(page)).toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.locator('.momentum-rows .slope').first().isVisible()).toBe(true);
    await page.goto(`${stage.origin}/momentum?on=${daysAgo(FAILED)}`);
    await page.getByText('has no momentum').waitFor();
    await context.close();
  });

  it('events load earlier ones, and the API filters them by kind', async () => {
    const { context, page } = await stage.visit('/events');
    const events = page.locator('.event');
    await events.first().waitFor();
    const before = await events.count();
    await page.getByRole('button', { name: 'Load earlier' }).click();
    await events.nth(before).waitFor();

    const request = page.waitForRequest((each) => each.postData()?.includes('NEW_NUMBER_ONE') ?? false);
    await page.getByRole('link', { name: 'Number ones' }).click();
    await request;
    await page.locator('.event.NEW_NUMBER_ONE').first().waitFor();
    expect(await page.locator('.event:not(.NEW_NUMBER_ONE)').count()).toBe(0);
    await page.getByText('No earlier events of this kind').waitFor();
    expect(page.url()).toBe(`${stage.origin}/events?kind=number-ones`);
    expect(await findIssues(page)).toEqual([]);
    await context.close();
  });
});

const artist = z.object({ name: z.string() });
const yearEnd = z.object({
  yearEndChart: z.object({
    entries: z.array(z.object({ points: z.int(), weeksAtNumberOne: z.int(), artist })),
  }),
});
const momentum = z.object({
  momentum: z.array(z.object({ day: z.string(), kind: z.string(), artist })),
});
