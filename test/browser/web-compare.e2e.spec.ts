import { expect, it, jest } from '@jest/globals';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the comparison of two days, and the first visit', () => {
  const stage = setWebStage();

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
