import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { History } from '../api/history.js';
import { findIssues } from './find-issues.js';
import { openExample, openTab, tabTitles, waitForTab } from './graphiql-actions.js';
import { allowAccess, measureOverflow, shareSession } from './page-actions.js';
import { until } from '../support/until.js';

const DAY_SECONDS = 86_400;
/** Every example in the order of the panel, with text that its response contains. */
const RESPONSES = {
  'Your top 10': '"rank"',
  'New this week': '"Artist E"',
  Climbers: '"Artist D"',
  'Drop-outs': '"Artist C"',
  'Time on the chart': '"weeksOnChart"',
  'Number ones': '"charts"',
  'Year-end chart': '"yearEndChart"',
  'Ups and downs': '"observed"',
  'Find an artist': '"nodes"',
  Momentum: '"momentum"',
  Events: '"NEW_NUMBER_ONE"',
  'Time travel': '"similarity"',
  Gaps: '"gapCount"',
  'Top 20 of 6 months': '"rank"',
  'Top 50 of a year': '"rank"',
  'With variables': '"rank"',
  'Who am I': '"ACTIVE"',
  'Take a snapshot': '"outcome"',
  'Change settings': '"snapshotsPaused"',
  'Create an access token': '"secret"',
  'Access tokens': '"kitchen display"',
};

/** Opens and runs an example, and waits until its response contains `text`. */
async function runExample(page: Page, example: string, text: string): Promise<void> {
  await openExample(page, example);
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response').getByText(text).first().waitFor();
}

/** Returns the UTC day that lies `count` days ago. */
function daysAgo(count: number): string {
  return new Date(Date.now() - count * DAY_SECONDS * 1_000).toISOString().slice(0, 10);
}

describeInBrowser('GraphiQL', () => {
  const stage = setStage();
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    browser = await startBrowser();
    origin = stage.api.url;
  });

  afterAll(() => browser?.close());

  it('shows two tabs and the examples to visitors, leads back, and returns after sign-in', async () => {
    const { context, origins } = await openVisit(browser, { viewport: { width: 1100, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await waitForTab(page, 'Your top 10');
    expect(await tabTitles(page)).toEqual(['Your top 10', 'New this week']);
    const panel = page.getByRole('region', { name: 'Examples' });
    expect(await panel.getByRole('button').locator('strong').allTextContents()).toEqual(
      Object.keys(RESPONSES),
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('GraphiQL');

    await page.getByRole('link', { name: 'Back to Headliner' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your own chart, day by day' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    await page.getByText('Signed in as Demo Listener').waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('returns data for every example, without requests to other origins or policy violations', async () => {
    const history = await History.open(stage, new Date().toISOString(), daysAgo(20));
    await history.lists('SHORT_TERM', { [daysAgo(9)]: 'ABCD', [daysAgo(1)]: 'DAEB' });
    const visit = await openVisit(browser);
    await shareSession(visit.context, stage.client);
    const page = await visit.context.newPage();
    await page.goto(`${origin}/graphiql`);
    const { 'Take a snapshot': outcome, ...others } = RESPONSES;
    for (const [example, text] of Object.entries(others)) await runExample(page, example, text);
    const worker = await stage.instance.startWorker();
    await runExample(page, 'Take a snapshot', outcome);
    await worker.stop();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${origin}/`);
    expect([...visit.origins]).toEqual([origin]);
    expect(visit.browserErrors).toEqual([]);
    await visit.context.close();
  });

  it('links to reconnect before the connection ends, and returns to GraphiQL', async () => {
    const { context } = await openVisit(browser);
    await stage.client.signIn();
    await shareSession(context, stage.client);
    const page = await context.newPage();
    await stage.instance.advanceClock(172 * DAY_SECONDS);
    await page.goto(`${origin}/graphiql`);
    await page.getByRole('link', { name: /^Reconnect by/ }).click();
    await allowAccess(page);
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    await context.close();
  });

  it('keeps tabs and the panel closed after a reload, and titles tabs in words', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await openExample(page, 'Year-end chart');
    await page.getByRole('button', { name: 'New this week', exact: true }).click();
    await page.getByRole('button', { name: 'Close New this week' }).click();
    await page.getByRole('button', { name: 'Hide Examples' }).click();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor textarea').focus();
    await page.keyboard.insertText('query WhatIsMyName { viewer { displayName } }');
    await waitForTab(page, 'What is my name');
    const titles = ['Your top 10', 'Year-end chart', 'What is my name'];
    expect(await tabTitles(page)).toEqual(titles);
    // GraphiQL stores its tabs with a delay.
    const isStored = `localStorage.getItem('graphiql:tabState')?.includes('WhatIsMyName') === true`;
    await until(async () => (await page.evaluate(isStored)) === true, 'GraphiQL stores its tabs');

    await page.reload();
    await waitForTab(page, 'What is my name');
    expect(await tabTitles(page)).toEqual(titles);
    expect(await page.getByRole('region', { name: 'Examples' }).isVisible()).toBe(false);
    await context.close();
  });

  it('has no accessibility issues, and runs examples without overflow at 360 px, in light and dark mode', async () => {
    const { context, browserErrors } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    await stage.client.signIn();
    await shareSession(context, stage.client);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await page.locator('.graphiql-response').getByText('"rank"').first().waitFor();
    // The editor changes its theme after the rest of the page.
    const editor = { light: '.monaco-editor.vs', dark: '.monaco-editor.vs-dark' };
    const untilEditorIs = (scheme: keyof typeof editor): Promise<void> =>
      page.locator(`.graphiql-query-editor ${editor[scheme]}`).waitFor({ state: 'attached' });
    expect(await findIssues(page, untilEditorIs)).toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await untilEditorIs(colorScheme);
      await runExample(page, 'Your top 10', '"rank"');
      expect(await measureOverflow(page)).toBe(0);
      await openExample(page, 'With variables');
      const tab = await openTab(page).boundingBox();
      expect(tab && tab.x >= 0 && tab.x + tab.width <= 360).toBe(true);
    }
    expect(browserErrors).toEqual([]);
    await context.close();
  });
});
