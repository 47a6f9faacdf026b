import { expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { countPrintedPages } from './page-actions.js';
import { daysAgo } from './web-history.js';
import { artist, chart, countEvents, findFormerArtist, query } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

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
    expect(await page.getByRole('slider').count()).toBe(3);
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
    const former = await findFormerArtist(stage.client);
    const { context, page } = await stage.visit(`/artist/${former.id}`);
    await page.getByRole('heading', { level: 1, name: former.name }).waitFor();
    await page.getByText('Not on any chart now. Last seen at').waitFor();
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

  it('the search finds an artist by keyboard, and says that none matches', async () => {
    const found = await query(
      stage.client,
      z.object({ artists: z.object({ nodes: z.array(artist) }) }),
      '{ artists(search: "e", first: 8) { nodes { id name } } }',
    );
    const second = z.tuple([artist, artist]).rest(artist).parse(found.artists.nodes)[1];
    const { context, page } = await stage.visit('/year');
    await page.locator('.year-end').first().waitFor();
    const field = page.getByRole('combobox', { name: 'Search your artists' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nothing/');
    await page.getByRole('status').getByText('None of your artists matches “nothing/”').waitFor();
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe('');
    await page.keyboard.press('/');
    await page.keyboard.type('e');
    await page.getByRole('option', { name: second.name, exact: true }).waitFor();
    expect(await page.locator('[role=option] .search-name').allTextContents()).toEqual(
      found.artists.nodes.map(({ name }) => name),
    );
    expect(await findIssues(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=option][aria-selected=true]').getByText(second.name).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: second.name }).waitFor();
    expect(page.url()).toBe(`${stage.origin}/artist/${second.id}`);
    await context.close();
  });

  it('the search is a button on a phone, and Enter waits for the answer', async () => {
    const { context, page } = await stage.visit('/', { viewport: { width: 360, height: 740 } });
    await page.getByRole('button', { name: 'Search your artists' }).click();
    await page.keyboard.type('dj');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stage.origin}/artist/*`);
    expect(await page.getByRole('button', { name: 'Search your artists' }).isVisible()).toBe(true);
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

    const gap = page.locator('.week-names').getByText('Spotify unavailable');
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

  it('the page of a week says that it is no week of its year, is yet to come, or is before the history', async () => {
    const { context, page } = await stage.visit();
    for (const [week, text] of [
      ['2025-W53', 'No such week'],
      ['2199-W01', 'This week hasn’t started yet'],
      ['2020-W10', 'Your history starts on'],
    ] as const) {
      await page.goto(`${stage.origin}/week/${week}`);
      await page.getByText(text).waitFor();
      await page.getByRole('link', { name: 'Go to the newest week' }).click();
      await page.locator('.week-chart tbody tr').first().waitFor();
    }
    await context.close();
  });

  it('a week prints on one sheet, A4 or Letter, even if every name is long', async () => {
    await stage.instance.sql(`UPDATE artist SET name = repeat('Long name ', 12) || id`);
    const { context, page } = await stage.visit('/week?range=long');
    await page.locator('.week-chart tbody tr').first().waitFor();
    expect(await countPrintedPages(page, 8.27, 11.69)).toBe(1);
    expect(await countPrintedPages(page, 8.5, 11)).toBe(1);
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
