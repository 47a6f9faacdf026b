import { beforeAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { DAYS, daysAgo, PAUSED } from './web-history.js';
import { chart, query } from './web-queries.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(180_000);

/** The listening history, in days ago: seven weeks before the first snapshot, through yesterday. */
const FIRST_PLAY = DAYS + 49;
const RECONSTRUCTED = FIRST_PLAY - DAYS;
const RANGES = 3;
/** The recorded days whose 28 days lie within the history; for the longer ranges there are none. */
const COMPARED = DAYS - PAUSED.length - 1;
/** Played most, and on none of Spotify's lists. */
const UNKNOWN = 'The Unheard Of';

describeInBrowser('a listening history on the pages', () => {
  const stage = setWebStage();
  let file = { name: '', mimeType: '', buffer: Buffer.from('') };

  /** On every day, the artists have as many plays as there are artists from them on, and one play is too short. */
  beforeAll(async () => {
    await stage.instance.setClock(new Date(`${daysAgo(0)}T12:00:00Z`));
    const top = await query(
      stage.client,
      z.object({ chart }),
      '{ chart(range: SHORT_TERM) { entries(first: 5) { artist { id name } } } }',
    );
    const names = [UNKNOWN, ...top.chart.entries.map(({ artist }) => artist.name)];
    const play = (ago: number, time: string, name: string | null, milliseconds: number) => ({
      ts: `${daysAgo(ago)}T${time}Z`,
      ms_played: milliseconds,
      master_metadata_track_name: name && `${name} live`,
      master_metadata_album_artist_name: name,
      spotify_track_uri: name && 'spotify:track:0aAaAaAaAaAaAaAaAaAaAa',
      spotify_episode_uri: null,
      incognito_mode: false,
    });
    const days = Array.from({ length: FIRST_PLAY }, (_, index) => FIRST_PLAY - index);
    const counted = names.flatMap((name, place) =>
      days.flatMap((ago) =>
        names.slice(place).map((_, hour) => play(ago, `${10 + hour}:0${place}:00`, name, 180_000)),
      ),
    );
    const short = days.map((ago) => play(ago, '20:00:00', UNKNOWN, 5_000));
    file = {
      name: 'Streaming_History_Audio_2026_0.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify([...counted, ...short, play(FIRST_PLAY, '21:00:00', null, 60_000)])),
    };
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** Counts the days of the calendar that are reconstructed in all ranges. */
  const countReconstructed = async (page: Page): Promise<number> => {
    await page.goto(`${stage.origin}/coverage`);
    await page.locator('.sheet [data-day]').first().waitFor();
    return page.locator('.sheet [aria-label$=": reconstructed"]').count();
  };

  it('a listening history is imported on the account page, which says what was reconstructed', async () => {
    const { page, context, browserErrors } = await stage.visit('/account#past');
    await page.locator('#past h2:focus').waitFor();
    await page.getByText('extended streaming history').waitFor();
    await page.getByLabel('Choose a file').setInputFiles({ ...file, name: 'history.pdf' });
    await page.getByText('Choose a .zip, .json or .csv file').waitFor();
    await page.getByLabel('Choose a file').setInputFiles(file);
    await button(page, 'Import').click();
    const result = page.locator('.notice').filter({ hasText: 'reconstructed:' });
    await result.waitFor();
    expect(await result.locator('.numbers td:not(:empty)').allTextContents()).toEqual(
      Array.from({ length: RANGES }, () => String(RECONSTRUCTED)),
    );
    await result.getByText(`Left out: ${FIRST_PLAY} under 30 seconds and 1 not music.`).waitFor();
    await result.getByText('5 artists are linked to Spotify. Headliner looks up 1 other').waitFor();
    await result.getByText(`On ${COMPARED} days with both, the reconstructed 4-week list was`).waitFor();
    await page.getByText(/^5 linked to Spotify, 1 /).waitFor();
    expect(await findIssues(page)).toEqual([]);
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('a file that is no listening history is refused with its reason, and changes nothing', async () => {
    const { page, context } = await stage.visit('/account#past');
    const buffer = Buffer.from('[{"name":"not a play"}]');
    await page.getByLabel('Choose a file').setInputFiles({ ...file, name: 'Playlist1.json', buffer });
    await button(page, 'Import').click();
    await page.getByText('This file can’t be imported').waitFor();
    await page.getByText(/^5 linked to Spotify, 1 /).waitFor();
    await context.close();
  });

  it('drawings, the calendar and the heads of charts show what is reconstructed', async () => {
    const { page, context, browserErrors } = await stage.visit(
      `/trends?range=short&interval=day&from=${daysAgo(FIRST_PLAY)}&to=${daysAgo(1)}`,
    );
    await page.locator('.bump-reconstructed').getByText('Reconstructed').waitFor();
    await page.locator('figcaption').getByText('Reconstructed').waitFor();
    // Five of the six lines reach into the past, and every one has a recorded part.
    expect(await page.locator('[role=slider]:has(.bump-stroke.reconstructed)').count()).toBe(5);
    expect(await page.locator('[role=slider]:has(.bump-stroke:not(.reconstructed))').count()).toBe(6);
    expect(await findIssues(page)).toEqual([]);

    expect(await countReconstructed(page)).toBe(RECONSTRUCTED);
    await page.locator('.legend').getByText('Reconstructed').waitFor();
    expect(await page.getByText(`${RECONSTRUCTED} reconstructed days before`).count()).toBe(RANGES);
    expect(await findIssues(page)).toEqual([]);

    await page.goto(`${stage.origin}/?range=short&on=${daysAgo(DAYS + 9)}`);
    await page.getByRole('heading', { name: UNKNOWN }).waitFor();
    await page.getByText('Reconstructed from your listening history').waitFor();
    const spotify = page.getByRole('link', { name: `Search for ${UNKNOWN} on Spotify` }).first();
    expect(await spotify.getAttribute('href')).toContain('https://open.spotify.com/search/');
    expect(await findIssues(page)).toEqual([]);
    await page.getByRole('link', { name: UNKNOWN, exact: true }).first().click();
    await page.getByRole('heading', { name: 'Ranks over time' }).waitFor();
    // A straight line has no height, so it is never visible to the browser driver.
    await page.locator('.bump-stroke.reconstructed').first().waitFor({ state: 'attached' });

    await page.goto(`${stage.origin}/compare?range=short&from=${daysAgo(DAYS + 9)}&to=${daysAgo(1)}`);
    await page.locator('.slope-head').getByText('Reconstructed').waitFor();
    await page.getByText('Compared with a chart that is reconstructed').waitFor();
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('reconstructed days are hidden, shown again and removed on the account page', async () => {
    const { page, context, browserErrors } = await stage.visit('/account#past');
    await button(page, 'Hide reconstructed days').click();
    await page.getByText('Reconstructed days are hidden.').waitFor();
    expect(await countReconstructed(page)).toBe(0);

    await page.goto(`${stage.origin}/account`);
    await button(page, 'Show reconstructed days').click();
    await page.getByText('Reconstructed days are shown.').waitFor();
    expect(await countReconstructed(page)).toBe(RECONSTRUCTED);

    await page.goto(`${stage.origin}/account`);
    await button(page, 'Delete reconstructed history…').click();
    await page.getByText('Recorded days stay, and you can import the file again.').waitFor();
    await button(page, 'Cancel').click();
    await page.locator('button:focus', { hasText: 'Delete reconstructed history…' }).waitFor();
    await button(page, 'Delete reconstructed history…').click();
    await button(page, 'Delete reconstructed history').click();
    await page.getByText(`${RANGES * RECONSTRUCTED} reconstructed snapshots deleted.`).waitFor();
    await page.getByText('extended streaming history').waitFor();
    expect(await countReconstructed(page)).toBe(0);
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
