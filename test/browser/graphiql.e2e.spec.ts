import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openVisit, startBrowser } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { History } from '../api/history.js';
import { allowAccess, measureOverflow, signIn } from './page-actions.js';
import { until } from '../support/until.js';

const DAY_SECONDS = 86_400;
/** Every example in the order of the panel, with text that its response contains. */
const RESPONSES = {
  WhoAmI: '"ACTIVE"',
  ShortTerm: '"rank"',
  NewThisWeek: '"Artist E"',
  Climbers: '"Artist D"',
  DropOuts: '"Artist C"',
  HowLong: '"weeksOnChart"',
  NumberOnes: '"charts"',
  YearEnd: '"yearEndChart"',
  Gaps: '"gapCount"',
  UpsAndDowns: '"observed"',
  Momentum: '"momentum"',
  Events: '"NEW_NUMBER_ONE"',
  TimeTravel: '"similarity"',
  MediumTerm: '"rank"',
  LongTerm: '"rank"',
  WithVariables: '"rank"',
  TakeSnapshot: '"outcome"',
  Settings: '"snapshotsPaused"',
  CreateAccessToken: '"secret"',
  AccessTokens: '"kitchen display"',
};
/** The examples that have a tab on the first visit. */
const TABS = Object.keys(RESPONSES).slice(0, 9);

const tabTitles = (page: Page): Promise<string[]> =>
  page.getByRole('tab').locator('button:first-of-type').allTextContents();

/** Waits until an example's tab is selected and the editor is mounted. */
async function waitForExample(page: Page, example: string): Promise<void> {
  await page.getByRole('tab', { selected: true }).filter({ hasText: example }).waitFor();
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

/** Opens an example from the panel, in a new tab. */
async function openExample(page: Page, example: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Examples' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Show Examples' }).click();
  await panel.getByText(example, { exact: true }).click();
}

/** Opens and runs an example, and waits until its response contains `text`. */
async function runExample(page: Page, example: string, text: string): Promise<void> {
  if (TABS.includes(example)) await page.getByRole('tab').filter({ hasText: example }).click();
  else await openExample(page, example);
  await waitForExample(page, example);
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

  it('shows the examples to visitors, and returns to GraphiQL after sign-in', async () => {
    const { context, origins } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await waitForExample(page, 'WhoAmI');
    expect(await tabTitles(page)).toEqual(TABS);

    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allowAccess(page);
    await page.getByText('Signed in as Demo Listener').waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('returns data for every example, without requests to other origins or policy violations', async () => {
    const { context } = await openVisit(browser);
    const history = await History.open(stage, new Date().toISOString(), daysAgo(20));
    await history.lists('SHORT_TERM', { [daysAgo(9)]: 'ABCD', [daysAgo(1)]: 'DAEB' });
    await signIn(await context.newPage(), origin);
    const visit = await openVisit(browser, { storageState: await context.storageState() });
    const page = await visit.context.newPage();
    await page.goto(`${origin}/graphiql`);
    const { TakeSnapshot, ...others } = RESPONSES;
    for (const [example, text] of Object.entries(others)) await runExample(page, example, text);
    const worker = await stage.instance.startWorker();
    await runExample(page, 'TakeSnapshot', TakeSnapshot);
    await worker.stop();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${origin}/`);
    expect([...visit.origins]).toEqual([origin]);
    expect(visit.browserErrors).toEqual([]);
    await context.close();
    await visit.context.close();
  });

  it('links to reconnect before the connection ends, and returns to GraphiQL', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await signIn(page, origin);
    await stage.instance.advanceClock(172 * DAY_SECONDS);
    await page.goto(`${origin}/graphiql`);
    await page.getByRole('link', { name: /^Reconnect by/ }).click();
    await allowAccess(page);
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    await context.close();
  });

  it('keeps closed examples closed after a reload, and reopens one from the panel', async () => {
    const { context } = await openVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await waitForExample(page, 'WhoAmI');
    await page.getByRole('tab').filter({ hasText: 'YearEnd' }).click();
    await page
      .getByRole('tab')
      .filter({ hasText: 'YearEnd' })
      .getByRole('button', { name: 'Close Tab' })
      .click();
    const openTabs = TABS.filter((name) => name !== 'YearEnd');
    expect(await tabTitles(page)).toEqual(openTabs);
    // GraphiQL stores its tabs with a delay.
    const isStored = `localStorage.getItem('graphiql:tabState')?.includes('YearEnd') === false`;
    await until(async () => (await page.evaluate(isStored)) === true, 'GraphiQL stores its tabs');

    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await tabTitles(page)).toEqual(openTabs);
    await openExample(page, 'YearEnd');
    await page.getByRole('tab').filter({ hasText: 'YearEnd' }).waitFor();
    await context.close();
  });

  it.each(['light', 'dark'] as const)(
    'runs examples without overflow at 360 px in %s mode',
    async (colorScheme) => {
      const { context, browserErrors } = await openVisit(browser, {
        viewport: { width: 360, height: 740 },
        colorScheme,
      });
      const page = await context.newPage();
      await signIn(page, origin);
      await page.goto(`${origin}/graphiql`);
      await runExample(page, 'ShortTerm', '"rank"');
      expect(await measureOverflow(page)).toBe(0);
      await openExample(page, 'LongTerm');
      await waitForExample(page, 'LongTerm');
      expect(browserErrors).toEqual([]);
      await context.close();
    },
  );
});
