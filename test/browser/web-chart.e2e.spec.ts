import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo, FAILED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

/** Waits until the page shows the chart of a day, `ago` days before today. */
async function waitForChart(page: Page, ago: number): Promise<void> {
  await page
    .locator(`input[type=date][value="${daysAgo(ago)}"]`)
    .first()
    .waitFor();
  await page.locator('.chart-rows .row').first().waitFor();
}

describeInBrowser('the chart page', () => {
  const stage = setWebStage();

  it('shows the newest chart, and requests artwork only from Spotify', async () => {
    const { context, page, origins, browserErrors } = await stage.visit('/');
    await waitForChart(page, 1);
    await page.getByRole('heading', { name: 'Full chart 30' }).waitFor();
    const { data } = await stage.client.graphql(
      '{ chart(range: SHORT_TERM) { entries(first: 1) { artist { id name spotifyUrl } } } }',
    );
    const first = page.locator('.chart-rows .row').first();
    const [artist] = Object.values(data ?? {}).flatMap((chart) => artistsOf(chart));
    const name = first.getByRole('link', { name: artist?.name ?? '', exact: true });
    expect(await name.getAttribute('href')).toBe(`/artist/${artist?.id}`);
    const spotify = first.getByRole('link', { name: `${artist?.name} on Spotify (new tab)` });
    expect(await spotify.getAttribute('href')).toBe(artist?.spotifyUrl);
    expect(await spotify.getAttribute('rel')).toBe('noopener');
    await page.getByRole('heading', { name: /^Climbers \d/ }).waitFor();
    expect(await findIssues(page)).toEqual([]);
    expect([...origins].sort()).toEqual([stage.origin, stage.instance.simulator.url].sort());
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('shows the first places without scrolling: 5 at 1440 × 900, 3 at 360 × 740', async () => {
    const { context, page } = await stage.visit('/');
    await waitForChart(page, 1);
    const first = page.locator('.chart-rows .row').first();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      await first.locator('.artist').textContent(),
    );
    for (const { places, ...size } of [
      { width: 1440, height: 900, places: 5 },
      { width: 360, height: 740, places: 3 },
    ]) {
      await page.setViewportSize(size);
      const boxes = await Promise.all(
        Array.from({ length: places }, (_, place) =>
          page.locator('.chart-rows .row').nth(place).boundingBox(),
        ),
      );
      // A row with its rule.
      expect(boxes.map((box) => box?.height)).toEqual(Array.from({ length: places }, () => 56));
      expect(Math.max(...boxes.map((box) => (box ? box.y + box.height : Infinity)))).toBeLessThanOrEqual(
        size.height,
      );
    }
    await context.close();
  });

  it('has movers beside the list wherever it is scrolled to', async () => {
    const viewport = { width: 1440, height: 900 };
    // Few artists move in a day.
    const { context, page } = await stage.visit(`/?comparedTo=${daysAgo(2)}`, { viewport });
    await waitForChart(page, 1);
    for (const y of [0, 500, 1000]) {
      const isFilled = await page.evaluate(`(() => {
        window.scrollTo(0, ${y});
        return [...document.querySelectorAll('.movers :is(dt, .row)')].some((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top >= 0 && bottom <= window.innerHeight;
        });
      })()`);
      expect({ y, isFilled }).toEqual({ y, isFilled: true });
    }
    await context.close();
  });

  it('keeps the range, the day and the baseline in the address', async () => {
    const { context, page } = await stage.visit('/');
    await waitForChart(page, 1);
    await page.getByRole('link', { name: '6 months' }).click();
    await page.getByRole('link', { name: /^Previous snapshot/ }).click();
    await waitForChart(page, 2);
    await page.getByLabel('Day', { exact: true }).fill(daysAgo(20));
    await waitForChart(page, 20);
    await page.getByLabel('Compared with').fill(daysAgo(40));
    await page.getByText('20 days earlier', { exact: true }).waitFor();
    const address = `${stage.origin}/?range=medium&on=${daysAgo(20)}&comparedTo=${daysAgo(40)}`;
    expect(page.url()).toBe(address);

    await page.reload();
    await waitForChart(page, 20);
    await page.getByText('20 days earlier', { exact: true }).waitFor();
    await page.goBack();
    await page.getByText('a week earlier', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Newest' }).click();
    await waitForChart(page, 1);
    expect(page.url()).toBe(`${stage.origin}/?range=medium`);
    await context.close();
  });

  it('says that a day has no snapshot, or lies before the first one', async () => {
    const { context, page } = await stage.visit(`/?on=${daysAgo(FAILED)}`);
    await page.getByText('No snapshot for').waitFor();
    await waitForChart(page, FAILED + 1);
    await page.goto(`${stage.origin}/?on=2020-01-01`);
    await page.getByText('No snapshot on or before January 1, 2020').waitFor();
    await page.getByRole('link', { name: 'Go to the newest chart' }).click();
    await waitForChart(page, 1);
    await context.close();
  });

  it('offers to try again if the API does not respond, and to sign in if the session has ended', async () => {
    const { context, page } = await stage.visit();
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(`${stage.origin}/`);
    await page.getByRole('alert').getByText('Headliner isn’t responding').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForChart(page, 1);

    // The masthead tries again by itself. Answers set the cookie again.
    await page.getByRole('banner').getByText('Demo Listener').waitFor();
    await page.waitForLoadState('networkidle');
    await context.clearCookies();
    await page.getByRole('link', { name: '1 year' }).click();
    await page.getByRole('alert').getByText('You’re signed out').waitFor();
    const signIn = page.getByRole('link', { name: 'Sign in with Spotify' });
    expect(await signIn.getAttribute('href')).toBe('/auth/spotify?returnTo=%2F%3Frange%3Dlong');
    await context.close();
  });

  it('asks to reconnect before the connection ends, and links back to the same page', async () => {
    await stage.instance.sql(
      `UPDATE spotify_grant SET authorized_at = clock_now() - interval '6 months' + interval '5 days'`,
    );
    const { context, page } = await stage.visit('/?range=long');
    await page.getByText('Your connection to Spotify ends on').waitFor();
    const reconnect = await page.getByRole('link', { name: 'Reconnect' }).getAttribute('href');
    expect(reconnect).toContain('returnTo=%2F%3Frange%3Dlong');
    await context.close();
  });
});

interface Artist {
  readonly id: string;
  readonly name: string;
  readonly spotifyUrl: string;
}

function artistsOf(chart: unknown): Artist[] {
  return (chart as { entries: { artist: Artist }[] }).entries.map(({ artist }) => artist);
}
