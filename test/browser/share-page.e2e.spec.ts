import { expect, it, jest } from '@jest/globals';
import { createShare } from '../api/sharing.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { measureOverflow } from './page-actions.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the pages of a share', () => {
  const stage = setWebStage();

  /** Creates a share of the listener, and returns its path. */
  async function share(input: Record<string, unknown> = {}): Promise<string> {
    return new URL((await createShare(stage.client, input)).url).pathname;
  }

  it('are read without JavaScript, and request nothing but themselves and artwork', async () => {
    const path = await share({ title: 'On repeat', showName: true });
    const { context, page, origins, browserErrors } = await stage.visitSignedOut(path, {
      javaScriptEnabled: false,
    });
    await page.getByRole('heading', { level: 1, name: 'On repeat' }).waitFor();
    expect(await page.locator('.share-row').count()).toBe(30);
    const first = page.locator('.share-row').first();
    await page.getByRole('heading', { level: 2, name: await first.locator('.artist').innerText() }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([...origins].sort()).toEqual([stage.origin, stage.instance.simulator.url].sort());
    expect(browserErrors).toEqual([]);
    await page.getByRole('link', { name: 'Start your own' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your own chart, day by day' }).waitFor();
    await context.close();
  });

  it('have no accessibility issues in light and dark, and fit 320 px with long unbroken names', async () => {
    const path = await share({ title: 'Abcdefghijklm'.repeat(6), showName: true });
    const { context, page } = await stage.visitSignedOut(path);
    expect(await findIssues(page)).toEqual([]);
    await stage.instance.sql('UPDATE artist SET name = $1 WHERE id % 2 = 0', ['Abcdefghijklm'.repeat(5)]);
    await stage.instance.sql("UPDATE listener SET display_name = repeat('Listener', 8)");
    await page.setViewportSize({ width: 320, height: 640 });
    await page.reload();
    expect(await measureOverflow(page)).toBe(0);
    await context.close();
  });

  it('show initials in place of a picture that does not load', async () => {
    const path = await share();
    const { context, page } = await stage.visitSignedOut('/privacy');
    await page.route(`${stage.instance.simulator.url}/**`, (route) => route.abort());
    await page.goto(stage.origin + path);
    const shown = await page.evaluate(`(() => {
      const image = document.querySelector('.share-one img');
      return getComputedStyle(image, '::after').content.includes(image.dataset.initials) && image.dataset.initials !== '';
    })()`);
    expect(shown).toBe(true);
    await context.close();
  });

  it('compare with the chart of another listener, who signs in on the way', async () => {
    const path = await share({ title: 'On repeat' });
    const { context, page, browserErrors } = await stage.visitSignedOut(path);
    await page.getByRole('link', { name: 'Sign in and compare' }).click();
    await page.getByText('Marisol Quint').click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('You have no chart of 4 weeks yet').waitFor();
    await stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener.id, range, day, complete, taken_at, artist_ids[11:20] || artist_ids[1:10] || artist_ids[30:]
       FROM listener, LATERAL (SELECT * FROM snapshot WHERE range = 'SHORT_TERM' ORDER BY day DESC LIMIT 1) AS theirs
       WHERE display_name = 'Marisol Quint'`,
    );
    await page.getByRole('link', { name: 'On repeat' }).click();
    await page.getByRole('link', { name: 'Compare with yours' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your chart and theirs' }).waitFor();
    await page.getByRole('columnheader', { name: 'Theirs' }).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(20);
    expect(await findIssues(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await measureOverflow(page)).toBe(0);
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
