import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { findIssues } from './find-issues.js';
import { daysAgo, FAILED, PAUSED } from './web-history.js';
import { setWebStage } from './web-stage.js';

jest.setTimeout(120_000);

describeInBrowser('the coverage, year, momentum and event pages', () => {
  const stage = setWebStage();

  const dayLink = (page: Page, ago: number) => page.locator(`[data-day="${daysAgo(ago)}"]`);
  const tip = (page: Page) => page.locator('.day-tip');

  it('the calendar shows a tooltip on hover and on focus, and moves by day and week', async () => {
    const { context, page, browserErrors } = await stage.visit('/coverage');
    await dayLink(page, FAILED).hover();
    await tip(page).getByText('Spotify unavailable').waitFor();
    expect(await findIssues(page)).toEqual([]);
    await page.mouse.move(0, 0);
    await tip(page).waitFor({ state: 'detached' });

    await page.locator('[data-day][tabindex="0"]').focus();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    expect(await page.locator('[data-day]:focus').getAttribute('data-day')).toBe(daysAgo(3));
    await tip(page).getByText('Recorded').waitFor();
    expect(await page.locator('[data-day]:focus').getAttribute('aria-label')).toMatch(/: recorded$/);
    await page.keyboard.press('Escape');
    await tip(page).waitFor({ state: 'detached' });
    expect(browserErrors).toEqual([]);
    await context.close();
  });

  it('a recorded day of the calendar opens its chart, and a gap leads to its reason', async () => {
    const { context, page } = await stage.visit('/coverage?range=long');
    const [paused = 0] = PAUSED;
    await dayLink(page, paused).press('Enter');
    await page.locator('#gap-paused:target').waitFor();
    await dayLink(page, 20).press('Enter');
    await page
      .locator(`input[type=date][value="${daysAgo(20)}"]`)
      .first()
      .waitFor();
    expect(page.url()).toBe(`${stage.origin}/?range=long&on=${daysAgo(20)}`);
    await context.close();
  });

  it('the first tap on a day shows its tooltip, and the second one opens its chart', async () => {
    const { context, page } = await stage.visit('/coverage', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    await dayLink(page, 20).tap();
    await tip(page).getByText('Tap again').waitFor();
    const box = await dayLink(page, 20).locator('.day-target').boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    await dayLink(page, 20).tap();
    await page.waitForURL(`${stage.origin}/?range=short&on=${daysAgo(20)}`);
    await context.close();
  });
});
