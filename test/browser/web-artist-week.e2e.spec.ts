import { expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

const artist = z.object({ id: z.string(), name: z.string() });
const chart = z.object({ entries: z.array(z.object({ artist })) });
const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;

describeInBrowser('the artist page', () => {
  const stage = setWebStage();

  async function query<Data>(data: z.ZodType<Data>, document: string): Promise<Data> {
    return data.parse((await stage.client.graphql(document)).data);
  }

  /** Counts the events of an artist in all ranges, page by page. */
  async function countEvents(id: string): Promise<number> {
    const data = z.object({
      chartEvents: z.object({
        nodes: z.array(z.object({ artist: z.object({ id: z.string() }) })),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    });
    let count = 0;
    let after = '';
    for (let hasMore = true, pages = 0; hasMore && pages < 100; pages++) {
      const { chartEvents } = await query(
        data,
        `{ chartEvents(first: 100${after}) { nodes { artist { id } } pageInfo { hasNextPage endCursor } } }`,
      );
      count += chartEvents.nodes.filter((event) => event.artist.id === id).length;
      hasMore = chartEvents.pageInfo.hasNextPage;
      after = `, after: "${chartEvents.pageInfo.endCursor}"`;
    }
    return count;
  }

  it('shows the figures and events that the API has, and leads to Spotify by a link of its own', async () => {
    const figures = z.object({
      artist: artist.extend({ spotifyUrl: z.string() }),
      rank: z.int(),
      peakRank: z.int(),
      entryRank: z.int(),
      weeksOnChart: z.int(),
    });
    const answer = await query(
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
    expect(await page.locator('.artist-events li').count()).toBe(await countEvents(entry.artist.id));
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('shows an artist who is on no chart any more', async () => {
    const newest = await query(
      z.object({ s: chart, m: chart, l: chart }),
      `{ ${RANGES.map((range) => `${range[0]?.toLowerCase()}: chart(range: ${range}) { entries { artist { id name } } }`).join(' ')} }`,
    );
    const current = new Set(
      Object.values(newest).flatMap(({ entries }) => entries.map((each) => each.artist.id)),
    );
    const past = await query(
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

  it('says that an artist was never on the listener’s lists', async () => {
    const { context, page } = await stage.visit(`/artist/${'Z'.repeat(22)}`);
    await page.getByRole('heading', { level: 1, name: 'Artist not found' }).waitFor();
    await page.getByRole('link', { name: 'Go to the chart' }).click();
    await page.locator('.chart-rows .row').first().waitFor();
    await context.close();
  });
});
