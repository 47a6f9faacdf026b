import { expect, it, jest } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import {
  getComparison,
  getEvents,
  getMomentum,
  getNumberOne,
  getWeek,
  getYearEnd,
} from './export-queries.js';
import { downloadDrawing, downloadTable, squeeze, toCells } from './share-actions.js';
import { DAYS, daysAgo, FAILED, PAUSED } from './web-history.js';
import { countEvents } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

function getState(ago: number): string {
  if (ago === FAILED) return 'SPOTIFY_UNAVAILABLE';
  return PAUSED.includes(ago) ? 'PAUSED' : 'SNAPSHOT';
}

describeInBrowser('the files of pages', () => {
  const stage = setWebStage();

  /** Opens a page and its dialog. `close` fails if the page logged an error. */
  async function open(path: string, button: 'Export' | 'Share', options?: BrowserContextOptions) {
    const { context, page, browserErrors } = await stage.visit(path, options);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog', { name: button }).waitFor();
    const close = async (): Promise<void> => {
      expect(browserErrors).toEqual([]);
      await context.close();
    };
    return { page, close };
  }

  it('coverage exports its calendar in the light palette, every day, and the gaps', async () => {
    const { page, close } = await open('/coverage', 'Export', { colorScheme: 'dark' });
    const name = `coverage-all-${daysAgo(1)}`;
    const texts = await downloadDrawing(page, 'Calendar', name);
    // One for each missing day and one for each reason in the legend.
    expect(texts.filter((text) => text === 'P')).toHaveLength(PAUSED.length + 1);
    expect(texts.filter((text) => text === 'U')).toHaveLength(2);
    expect(texts).toEqual(
      expect.arrayContaining(['Coverage, all ranges', 'Recorded', 'Spotify unavailable']),
    );

    const [header, ...days] = await downloadTable(page, 'Every day', name);
    expect(header).toEqual(['Day', '4 weeks', '6 months', '1 year']);
    expect(days).toEqual(
      Array.from({ length: DAYS }, (_, index) => {
        const state = getState(DAYS - index);
        return [daysAgo(DAYS - index), state, state, state];
      }),
    );
    const ranges = '4 weeks, 6 months, 1 year';
    expect(await downloadTable(page, 'Gaps', `${name}-gaps`)).toEqual([
      ['From', 'To', 'Days', 'Reason', 'Ranges'],
      [daysAgo(FAILED), daysAgo(FAILED), '1', 'SPOTIFY_UNAVAILABLE', ranges],
      [daysAgo(Math.max(...PAUSED)), daysAgo(Math.min(...PAUSED)), String(PAUSED.length), 'PAUSED', ranges],
    ]);
    await close();
  });

  it('momentum exports all artists with their ranks, also those that are not shown at first', async () => {
    const { page, close } = await open('/momentum', 'Export');
    const momentum = await getMomentum(stage.client);
    const name = `momentum-${momentum[0]?.day}`;
    const texts = await downloadDrawing(page, 'All artists', name);
    for (const each of momentum) expect(squeeze(...texts)).toContain(squeeze(each.artist.name));
    expect(texts).toEqual(expect.arrayContaining(['1 year', '6 months', '4 weeks']));
    const [, ...rows] = await downloadTable(page, 'All artists (table)', name);
    expect(rows.map(([, ...cells]) => cells).toSorted()).toEqual(
      momentum
        .map(({ artist, shortTermRank, mediumTermRank, longTermRank }) =>
          toCells([artist.name, shortTermRank, mediumTermRank, longTermRank, artist.spotifyUrl]),
        )
        .toSorted(),
    );
    await close();
  });

  it('the week exports a sparkline of each artist with every rank, and its drop-outs', async () => {
    const { page, close } = await open('/week', 'Share');
    const { entries, dropouts } = await getWeek(stage.client);
    const weeks = await stage.instance.sql<{ name: string }>(
      `SELECT to_char(max(day), 'IYYY-"W"IW') AS name FROM snapshot`,
    );
    const name = `week-short-${weeks[0]?.name}`;
    const texts = await downloadDrawing(page, 'Chart of the week (drawing)', name);
    for (const each of entries) {
      const { peakRank, weeksOnChart } = each;
      expect(squeeze(...texts)).toContain(squeeze(each.artist.name, `${peakRank}${weeksOnChart}`));
    }
    const [, ...rows] = await downloadTable(page, 'Chart of the week (table)', name);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ...entries.map((each) => toCells([each.rank, each.artist.name, each.previousRank])),
      ...dropouts.map((each) => toCells([null, each.artist.name, each.previousRank])),
    ]);
    expect(rows.filter(([, , , status]) => status === 'DROP_OUT')).toHaveLength(dropouts.length);
    await close();
  });

  it('the year exports the entries that are shown, and its number ones', async () => {
    const { page, close } = await open('/year', 'Share');
    const year = /\d{4}/.exec((await page.locator('h1').textContent()) ?? '')?.[0] ?? '';
    const yearEndChart = await getYearEnd(stage.client, year);
    const texts = await downloadDrawing(page, 'First 20', `year-short-${year}`);
    for (const { artist } of yearEndChart.entries) expect(squeeze(...texts)).toContain(squeeze(artist.name));
    const [, ...rows] = await downloadTable(page, 'First 20 (table)', `year-short-${year}`);
    expect(rows).toEqual(
      yearEndChart.entries.map(({ rank, artist, points, peakRank, weeks, weeksAtNumberOne }) =>
        toCells([rank, artist.name, points, peakRank, weeks, weeksAtNumberOne, artist.spotifyUrl]),
      ),
    );
    const [, ...reigns] = await downloadTable(page, 'Number ones', `year-short-${year}-number-ones`);
    const led = reigns.reduce((sum, [, , , weeks]) => sum + Number(weeks), 0);
    expect(led).toBe(yearEndChart.weeksCounted);
    await close();
  });

  it('a comparison exports both charts side by side', async () => {
    const { page, close } = await open('/compare', 'Export');
    const { day, entries, comparedTo } = await getComparison(stage.client);
    const name = `compare-short-${comparedTo.day}-${day}`;
    const texts = await downloadDrawing(page, 'Both charts (drawing)', name);
    for (const each of [...entries, ...comparedTo.entries]) {
      expect(squeeze(...texts)).toContain(squeeze(String(each.rank), each.artist.name));
    }
    const [header, ...rows] = await downloadTable(page, 'Both charts (table)', name);
    expect(header).toEqual(['Artist', `Rank on ${comparedTo.day}`, `Rank on ${day}`, 'Change']);
    expect(rows.slice(0, entries.length).map((row) => row.slice(0, 3))).toEqual(
      entries.map((each) => toCells([each.artist.name, each.previousRank, each.rank])),
    );
    expect(rows.filter(([, , after]) => after === '').length).toBeGreaterThan(0);
    await close();
  });

  it('an artist exports the drawing, the daily ranks, figures and events', async () => {
    const entry = await getNumberOne(stage.client);
    const { id, rankHistory } = entry.artist;
    const newest = rankHistory.findLast(({ observed }) => observed)?.day;
    const name = `artist-${id}-${newest}`;
    const { page, close } = await open(`/artist/${id}`, 'Share');
    const texts = await downloadDrawing(page, 'Ranks over time', name);
    expect(texts).toEqual(await page.locator('.bump text').allTextContents());

    const [, ...days] = await downloadTable(page, 'Daily ranks', name);
    const ranks = new Map(rankHistory.map((point) => [point.day, point]));
    expect(days[0]?.[0]).toBe(newest);
    for (const [day = '', cell] of days) {
      const point = ranks.get(day);
      expect([day, cell]).toEqual([day, point?.observed ? String(point.rank ?? 'off') : '']);
    }
    const [, figures] = await downloadTable(page, 'Figures of each range', `${name}-figures`);
    const { peakRank, peakDay, entryRank, entryDay } = entry;
    expect(figures?.slice(0, 6)).toEqual(
      toCells(['4 weeks', entry.rank, peakRank, peakDay, entryRank, entryDay]),
    );
    const [, ...events] = await downloadTable(page, 'Events', `${name}-events`);
    expect(events).toHaveLength(await countEvents(stage.client, id));
    await close();
  });

  it('the events page exports the events that are loaded', async () => {
    const { page, close } = await open('/events?range=long', 'Export');
    const nodes = await getEvents(stage.client);
    const [, ...rows] = await downloadTable(page, 'Loaded events', `events-long-${nodes[0]?.day}`);
    expect(rows).toEqual(
      nodes.map(({ day, kind, rank, previousRank, artist }) =>
        toCells([day, '1 year', kind, artist.name, rank, previousRank, artist.spotifyUrl]),
      ),
    );
    await close();
  });

  it('neither the button nor the open dialog is printed', async () => {
    const { page, close } = await open('/', 'Share');
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('.button.share').waitFor({ state: 'hidden' });
    await page.locator('.chart-rows').waitFor();
    await close();
  });
});
