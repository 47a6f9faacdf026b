import { readFile } from 'node:fs/promises';
import { beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findings } from './web-findings.js';
import { DAYS, daysAgo, FAILED, PAUSED } from './web-history.js';
import { until } from '../support/until.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(180_000);

/** Days ago on which nobody ran; and on which one range alone was empty. */
const OUT = [20, 21];
const EMPTY = 16;

describeInBrowser('coverage and account', () => {
  const stage = setWebStage();
  let complaints: readonly string[] = [];

  const open = async (path: string): Promise<Page> => {
    const { page, ...visit } = await stage.visit(path);
    ({ complaints } = visit);
    return page;
  };
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

  beforeAll(async () => {
    const { instance } = stage;
    // Today does not end while the tests run.
    await instance.setClock(new Date(`${daysAgo(0)}T12:00:00Z`));
    await instance.sql('DELETE FROM snapshot WHERE day = ANY ($1)', [OUT.map(daysAgo)]);
    await instance.sql("DELETE FROM snapshot WHERE day = $1 AND range = 'MEDIUM_TERM'", [daysAgo(EMPTY)]);
    await instance.sql(
      `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
       SELECT id, 'MEDIUM_TERM', $1::date, 'EMPTY_RESPONSE', $1::date FROM listener`,
      [daysAgo(EMPTY)],
    );
  });

  beforeEach(() => stage.client.signIn());

  it('account for every day: how many there are, which are missing, why, and what to do', async () => {
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
    expect(await reason('Empty list').locator('.runs').textContent()).toContain('only the list “6 months”');
    expect(await page.locator('.sheet [data-day]').count()).toBe(DAYS);
    await page.locator(`[data-day="${daysAgo(FAILED)}"]`).hover();
    await page.getByText(/: spotify unavailable$/).waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('link', { name: '4 weeks' }).click();
    await page.locator('.shares li').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('.reasons').first().getByText('Empty list').count()).toBe(0);
    await reason('Paused').getByRole('link', { name: 'Pause or resume' }).click();
    await page.locator('#snapshots h2:focus').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('make an access token that works, show it once, and revoke it', async () => {
    const page = await open('/account');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.origin });
    await page.getByLabel('Name', { exact: true }).fill('x'.repeat(61));
    await button(page, 'Make the token').click();
    await page.getByText('This must be 1 to 60 visible characters').waitFor();
    expect(await page.locator('input:focus').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Name', { exact: true }).fill('kitchen display');
    await button(page, 'Make the token').click();
    const secret = (await page.locator('.secret').textContent()) ?? '';
    expect(secret).toMatch(/^hdl_/);
    await button(page, 'Copy the token').click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    const ask = async (): Promise<string> => {
      const answer = await fetch(`${stage.origin}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: '{"query":"{ viewer { timezone } }"}',
      });
      return answer.text();
    };
    expect(await ask()).toContain('"timezone":"UTC"');
    const row = page.getByRole('row').filter({ hasText: 'kitchen display' });
    expect(await row.count()).toBe(1);
    expect(await findings(page)).toEqual([]);

    await button(page, 'I have copied it').click();
    await page.locator('.secret').waitFor({ state: 'detached' });
    await button(page, 'Revoke kitchen display').click();
    await button(page, 'Keep it').click();
    await page.locator('button:focus', { hasText: 'Revoke' }).waitFor();
    await button(page, 'Revoke kitchen display').click();
    await button(page, /^Revoke it/).click();
    await page.getByText('“kitchen display” is revoked.').waitFor();
    await row.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    // At once here; within a second, of several processes, everywhere.
    await until(async () => (await ask()).includes('UNAUTHENTICATED'), 'the access token is refused');
    await page.context().close();
  });

  it('change the time zone, pause, and say when to come back', async () => {
    const { instance, client } = stage;
    await instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT id, unnest(enum_range(NULL::"TimeRange")), $1, true, clock_now(), '{}' FROM listener`,
      [daysAgo(0)],
    );
    const page = await open('/account');
    await button(page, 'Take a snapshot now').click();
    await page.getByText('Today was recorded already').waitFor();
    await instance.sql("UPDATE rate_limit SET points = 5 WHERE key LIKE 'SNAPSHOT:%'");
    await button(page, 'Take a snapshot now').click();
    await page
      .getByText(/^You can request 5 snapshots per hour\. Come back in (1 hour|\d+ minutes)\.$/)
      .waitFor();

    await page.getByLabel('Another time zone').fill('berl');
    await page.getByRole('option', { name: 'Europe/Berlin' }).waitFor();
    await page.keyboard.press('Enter');
    await button(page, 'Change the time zone').click();
    await page.getByText('Days now begin and end in Europe/Berlin.').waitFor();
    await button(page, 'Pause snapshots').click();
    await button(page, 'Resume snapshots').waitFor();
    expect((await client.graphql('{ viewer { timezone snapshotsPaused } }')).data).toEqual({
      viewer: { timezone: 'Europe/Berlin', snapshotsPaused: true },
    });
    await button(page, 'Resume snapshots').click();
    await page.getByText('Snapshots go on.').waitFor();
    await page.context().close();
  });

  it('leads back to Spotify, and from there to the account, when the session has ended', async () => {
    const page = await open('/account');
    await button(page, 'Pause snapshots').waitFor();
    await page.waitForLoadState('networkidle');
    await stage.instance.sql('DELETE FROM session');
    await button(page, 'Pause snapshots').click();
    const again = page.locator('#snapshots').getByRole('link', { name: 'Connect with Spotify' });
    expect(await again.getAttribute('href')).toBe('/auth/spotify?returnTo=%2Faccount');
    await page.context().close();
  });

  it('give the record away as a file, and take it back', async () => {
    const page = await open('/account');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download your record' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^headliner-[\d-]{10}\.ndjson$/);
    const file = await readFile(await download.path(), 'utf8');
    const lines = file.trimEnd().split('\n');
    expect(lines[0]).toContain('"timezone":"Europe/Berlin"');
    const snapshots = lines.filter((line) => line.startsWith('{"type":"snapshot"')).length;
    expect(snapshots).toBe(3 * DAYS - 16 + 3);

    const bring = async (text: string): Promise<void> => {
      const buffer = Buffer.from(text);
      await page
        .getByLabel('Choose a file')
        .setInputFiles({ name: 'record.ndjson', mimeType: 'application/x-ndjson', buffer });
      await button(page, 'Bring it in').click();
    };
    await bring(lines.with(3, '{"type":"artist"}').join('\n'));
    await page.getByText('Line 4 cannot be imported').waitFor();
    await bring(file);
    await page.getByText('Nothing in it was new', { exact: true }).waitFor();
    expect(
      await page.locator('.numbers tr', { hasText: 'Snapshots' }).locator('td').allTextContents(),
    ).toEqual(['0', String(snapshots)]);
    await page.context().close();
  });

  it('delete everything for who means it', async () => {
    const page = await open('/account');
    await button(page, 'Delete everything …').click();
    expect(await findings(page)).toEqual([]);
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete everything' });
    expect(await confirm.isDisabled()).toBe(true);
    await button(page, 'Keep it all').click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await button(page, 'Delete everything …').click();
    await page.getByLabel('Type delete to go on').fill('delete');
    await confirm.click();
    await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account/deleted');
    expect(await stage.instance.sql('SELECT FROM listener UNION ALL SELECT FROM session')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
