import { readFile } from 'node:fs/promises';
import { beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { DAYS, daysAgo, FAILED, PAUSED } from './web-history.js';
import { until } from '../support/until.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(180_000);

/** Days without a snapshot, in days ago: Headliner was not running, or one range was empty. */
const NOT_RUNNING = [20, 21];
const EMPTY = 16;

describeInBrowser('the coverage and account pages', () => {
  const stage = setWebStage();
  let browserErrors: readonly string[] = [];

  const open = async (path: string): Promise<Page> => {
    const { page, ...visit } = await stage.visit(path);
    ({ browserErrors } = visit);
    return page;
  };
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

  beforeAll(async () => {
    const { instance } = stage;
    // Noon, so that today does not end while the tests run.
    await instance.setClock(new Date(`${daysAgo(0)}T12:00:00Z`));
    await instance.sql('DELETE FROM snapshot WHERE day = ANY ($1)', [NOT_RUNNING.map(daysAgo)]);
    await instance.sql("DELETE FROM snapshot WHERE day = $1 AND range = 'MEDIUM_TERM'", [daysAgo(EMPTY)]);
    await instance.sql(
      `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
       SELECT id, 'MEDIUM_TERM', $1::date, 'EMPTY_RESPONSE', $1::date FROM listener`,
      [daysAgo(EMPTY)],
    );
  });

  beforeEach(() => stage.client.signIn());

  it('the coverage page counts every day, and shows missing days with their reasons and remedies', async () => {
    const page = await open('/coverage');
    const reason = (name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
    await reason('Paused').waitFor();
    expect(await page.locator('.shares strong').allTextContents()).toEqual(
      [5, 6, 5].map((gaps) => `${DAYS - gaps} of ${DAYS} days`),
    );
    expect(await reason('Paused').locator('.runs').textContent()).toContain(`${PAUSED.length} days`);
    expect(await reason('Not running').locator('.runs li').count()).toBe(1);
    expect(await reason('Spotify unavailable').locator('.runs').textContent()).toContain('1 day');
    expect(await reason('Empty list').locator('.runs').textContent()).toContain('only 6 months');
    expect(await page.locator('.sheet [data-day]').count()).toBe(DAYS);
    await page.locator(`[data-day="${daysAgo(FAILED)}"]`).hover();
    await page.locator('.day-tip').getByText('Spotify unavailable').waitFor();
    expect(await findIssues(page)).toEqual([]);

    await page.getByRole('link', { name: '4 weeks', exact: true }).click();
    await page.locator('.shares li').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.reasons').first().getByText('Empty list').count()).toBe(0);
    await reason('Paused').getByRole('link', { name: 'Pause or resume' }).click();
    await page.locator('#snapshots h2:focus').waitFor();
    expect(browserErrors).toEqual([]);
    await page.context().close();
  });

  it('the account page creates an access token that works, shows it once, and revokes it', async () => {
    const page = await open('/account');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.origin });
    await page.getByLabel('Label', { exact: true }).fill('x'.repeat(61));
    await button(page, 'Create token').click();
    await page.getByText(/must be 1 to 60 visible characters/).waitFor();
    expect(await page.locator('input:focus').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Label', { exact: true }).fill('kitchen display');
    await button(page, 'Create token').click();
    const secret = (await page.locator('.secret').textContent()) ?? '';
    expect(secret).toMatch(/^hdl_/);
    await button(page, 'Copy token').click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    const queryTimezone = async (): Promise<string> => {
      const response = await fetch(`${stage.origin}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: '{"query":"{ viewer { timezone } }"}',
      });
      return response.text();
    };
    expect(await queryTimezone()).toContain('"timezone":"UTC"');
    const row = page.getByRole('row').filter({ hasText: 'kitchen display' });
    expect(await row.count()).toBe(1);
    expect(await findIssues(page)).toEqual([]);

    await button(page, 'Done').click();
    await page.locator('.secret').waitFor({ state: 'detached' });
    await button(page, 'Revoke kitchen display').click();
    await row.getByText('This can’t be undone.').waitFor();
    await button(page, 'Cancel').click();
    await page.locator('button:focus', { hasText: 'Revoke' }).waitFor();
    await button(page, 'Revoke kitchen display').click();
    await button(page, /^Revoke token/).click();
    await page.getByText('“kitchen display” is revoked.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(browserErrors).toEqual([]);
    // Every process rejects it within a second.
    await until(
      async () => (await queryTimezone()).includes('UNAUTHENTICATED'),
      'the API rejects the access token',
    );
    await page.context().close();
  });

  it('the account page changes the time zone, pauses snapshots, and says when to try again', async () => {
    const { instance, client } = stage;
    await instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT id, unnest(enum_range(NULL::"TimeRange")), $1, true, clock_now(), '{}' FROM listener`,
      [daysAgo(0)],
    );
    const page = await open('/account');
    await button(page, 'Take a snapshot now').click();
    await page.getByText('Today’s lists are already saved').waitFor();
    await instance.sql("UPDATE rate_limit SET points = 5 WHERE key LIKE 'SNAPSHOT:%'");
    await button(page, 'Take a snapshot now').click();
    await page.getByText(/^You can request 5 snapshots per hour\. Try again in [1-9]/).waitFor();

    await page.getByLabel('New time zone').fill('berl');
    await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    await page.keyboard.press('Enter');
    await button(page, 'Change time zone').click();
    await page.getByText('Your days now start and end in Europe/Berlin.').waitFor();
    await button(page, 'Pause snapshots').click();
    await button(page, 'Resume snapshots').waitFor();
    expect((await client.graphql('{ viewer { timezone snapshotsPaused } }')).data).toEqual({
      viewer: { timezone: 'Europe/Berlin', snapshotsPaused: true },
    });
    await button(page, 'Resume snapshots').click();
    await page.getByText('Daily snapshots are running.').waitFor();
    await page.context().close();
  });

  it('the account page links to the sign-in and back if the session has ended', async () => {
    const page = await open('/account');
    await button(page, 'Pause snapshots').waitFor();
    await page.waitForLoadState('networkidle');
    await stage.instance.sql('DELETE FROM session');
    await button(page, 'Pause snapshots').click();
    const again = page.locator('#snapshots').getByRole('link', { name: 'Sign in with Spotify' });
    expect(await again.getAttribute('href')).toBe('/auth/spotify?returnTo=%2Faccount');
    await page.context().close();
  });

  it('the account page exports the history as a file and imports it again', async () => {
    const page = await open('/account');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export your history' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^headliner-[\d-]{10}\.ndjson$/);
    const file = await readFile(await download.path(), 'utf8');
    const lines = file.trimEnd().split('\n');
    expect(lines[0]).toContain('"timezone":"Europe/Berlin"');
    const snapshots = lines.filter((line) => line.startsWith('{"type":"snapshot"')).length;
    expect(snapshots).toBe(3 * DAYS - 16 + 3);

    const importFile = async (text: string): Promise<void> => {
      const buffer = Buffer.from(text);
      await page
        .getByLabel('Choose a file')
        .setInputFiles({ name: 'export.ndjson', mimeType: 'application/x-ndjson', buffer });
      await page.getByRole('button', { name: 'Import', exact: true }).click();
    };
    await importFile(lines.with(3, '{"type":"artist"}').join('\n'));
    await page.getByText(/^Line 4: /).waitFor();
    await importFile(file);
    await page.getByText('Nothing new in this file', { exact: true }).waitFor();
    expect(
      await page.locator('.numbers tr', { hasText: 'Snapshots' }).locator('td').allTextContents(),
    ).toEqual(['0', String(snapshots)]);
    await page.context().close();
  });

  it('the account page deletes the account after a confirmation', async () => {
    const page = await open('/account');
    await page.getByRole('link', { name: 'Delete account…' }).click();
    expect(await findIssues(page)).toEqual([]);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Delete account…' }).click();
    await page.getByText('This can’t be undone.').waitFor();
    await button(page, 'Delete account').click();
    await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/deleted');
    expect(await stage.instance.sql('SELECT FROM listener UNION ALL SELECT FROM session')).toEqual([]);
    expect(browserErrors).toEqual([]);
    await page.context().close();
  });
});
