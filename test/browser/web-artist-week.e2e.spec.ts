import { expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo } from './web-history.js';
import { artist, chart, countEvents, query } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;

describeInBrowser('the pages of artists and weeks', () => {
  const stage = setWebStage();

  it('an artist’s page shows the figures and events that the API has, and leads to Spotify by a link of its own', async () => {
    const figures = z.object({
      artist: artist.extend({ spotifyUrl: z.string() }),
      rank: z.int(),
      peakRank: z.int(),
      entryRank: z.int(),
      weeksOnChart: z.int(),
    });
    const answer = await query(
      stage.client,
      z.object({ chart: z.object({ entries: z.array(figures) }) }),
      '{ chart(range: SHORT_TERM) { entries { artist { id name spotifyUrl } rank peakRank entryRank weeksOnChart } } }',
    );
    const entry = answer.chart.entries[9];
    if (!entry) throw new Error('The chart has fewer than ten entries.');
    const { context, page, browserErrors } = await stage.visit('/');
    await page.locator('.chart-rows .artist').filter({ hasText: entry.artist.name }).first().click();
    await page.getByRole('heading', { level: 1, name: entry.artist.name }).waitFor();

    const card = await page.locator('.ledger').first().innerText();
    for (const text of [
      `No.\u00a0${entry.rank}`,
      `Peak\nNo.\u00a0${entry.peakRank}`,
      `Entry\nNo.\u00a0${entry.entryRank}`,
      `On the chart\n${entry.weeksOnChart} week`,
    ]) {
      expect(card).toContain(text);
    }
    expect(await page.getByRole('slider').count()).toBe(RANGES.length);
    const spotify = page.getByRole('link', { name: `${entry.artist.name} on Spotify (new tab)` });
    expect(await spotify.getAttribute('href')).toBe(entry.artist.spotifyUrl);

    const showAll = page.getByRole('button', { name: /^Show all \d+$/ });
    if (await showAll.isVisible()) await showAll.click();
    expect(await page.locator('.artist-events li').count()).toBe(
      await countEvents(stage.client, entry.artist.id),
    );
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('an artist’s page shows an artist who is on no chart any more', async () => {
    const newest = await query(
      stage.client,
      z.object({ s: chart, m: chart, l: chart }),
      `{ ${RANGES.map((range) => `${range[0]?.toLowerCase()}: chart(range: ${range}) { entries { artist { id name } } }`).join(' ')} }`,
    );
    const current = new Set(
      Object.values(newest).flatMap(({ entries }) => entries.map((each) => each.artist.id)),
    );
    const past = await query(
      stage.client,
      z.object({ charts: z.object({ nodes: z.array(chart) }) }),
      '{ charts(range: SHORT_TERM, first: 10) { nodes { entries { artist { id name } } } } }',
    );
    const former = past.charts.nodes
      .flatMap(({ entries }) => entries)
      .find((each) => !current.has(each.artist.id));
    if (!former) throw new Error('Every artist of the history is still on a chart.');
    const { context, page } = await stage.visit(`/artist/${former.artist.id}`);
    await page.getByRole('heading', { level: 1, name: former.artist.name }).waitFor();
    await page.getByText('Not on your charts now. Last there on').waitFor();
    expect(await page.locator('.ledger-now').first().textContent()).toBe('Off the chart');
    await page
      .locator('.artist-events')
      .getByText(/^Drops out/)
      .first()
      .waitFor();
    expect(await findIssues(page)).toEqual([]);
    await context.close();
  });

  it('an artist’s page says that an artist was never on the listener’s lists', async () => {
    const { context, page } = await stage.visit(`/artist/${'Z'.repeat(22)}`);
    await page.getByRole('heading', { level: 1, name: 'Artist not found' }).waitFor();
    await page.getByRole('link', { name: 'Go to the chart' }).click();
    await page.locator('.chart-rows .row').first().waitFor();
    await context.close();
  });

  it('the newest week is a front page, and leads to the weeks before and to the reasons of its gaps', async () => {
    const { context, page, browserErrors } = await stage.visit('/week');
    const rows = page.locator('.week-chart tbody tr');
    await rows.first().waitFor();
    const answer = await query(
      stage.client,
      z.object({ charts: z.object({ nodes: z.array(chart) }) }),
      '{ charts(range: SHORT_TERM, first: 1) { nodes { entries { artist { id name } } } } }',
    );
    const names = answer.charts.nodes.flatMap(({ entries }) => entries.map((each) => each.artist.name));
    expect(await rows.locator('.artist').allTextContents()).toEqual(names);
    expect(
      await rows
        .first()
        .getByRole('img', { name: /^Last \d+ weeks: / })
        .isVisible(),
    ).toBe(true);
    expect(await page.locator('h1').textContent()).toMatch(
      /number one|debuts at|returns at|climbs \d+ places|A quiet week/,
    );
    expect(await findIssues(page)).toEqual([]);

    const gap = page.locator('.week-names').getByText('spotify unavailable');
    // 12 days before today is one or two weeks before the newest snapshot, of yesterday.
    for (let weeks = 0; weeks < 2 && !(await gap.isVisible()); weeks++) {
      const earlier = page.locator('.week-steps a[rel=prev]');
      const href = await earlier.getAttribute('href');
      await earlier.click();
      await page.waitForURL(`${stage.origin}${href}`);
      await page.locator('.week-side').getByRole('heading', { name: /gaps/i }).waitFor();
    }
    expect(await gap.isVisible()).toBe(true);
    await page.locator('.week-steps a[rel=next]').click();
    await rows.first().waitFor();
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it.each([
    ['is no week of its year', '2025-W53', 'No such week'],
    ['is yet to come', '2199-W01', 'This week hasn’t started yet'],
    ['is before the history', '2020-W10', 'Your history starts on'],
  ])('the page of a week says that it %s', async (_, week, text) => {
    const { context, page } = await stage.visit(`/week/${week}`);
    await page.getByText(text).waitFor();
    await page.getByRole('link', { name: 'Go to the newest week' }).click();
    await page.locator('.week-chart tbody tr').first().waitFor();
    await context.close();
  });

  it('a week prints on one sheet, A4 or Letter, even if every name is long', async () => {
    await stage.instance.sql(`UPDATE artist SET name = repeat('Long name ', 12) || id`);
    const { context, page } = await stage.visit('/week?range=long');
    await page.locator('.week-chart tbody tr').first().waitFor();
    const session = await context.newCDPSession(page);
    for (const [paperWidth, paperHeight] of [
      [8.27, 11.69],
      [8.5, 11],
    ] as const) {
      const { data } = await session.send('Page.printToPDF', { paperWidth, paperHeight });
      const pages = Buffer.from(data, 'base64')
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g);
      expect(pages).toHaveLength(1);
    }
    expect(await findIssues(page)).toEqual([]);
    await context.close();
  });

  it('a week without a snapshot lists its gaps', async () => {
    const { context, page } = await stage.visit('/week?range=medium');
    const earlier = page.locator('.week-steps a[rel=prev]');
    await earlier.waitFor();
    const href = await earlier.getAttribute('href');
    const monday = `(date_trunc('week', '${daysAgo(1)}'::date) - interval '7 days')::date`;
    await stage.instance.sql(
      `DELETE FROM snapshot WHERE range = 'MEDIUM_TERM' AND day BETWEEN ${monday} AND ${monday} + 6`,
    );
    await page.goto(`${stage.origin}${href}`);
    await page.getByText('No snapshot in this week').waitFor();
    expect(await page.locator('.week-names li').count()).toBe(7);
    await page.locator('.week-steps a[rel=next]').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await context.close();
  });
});
