import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, startVisit } from '../support/browser.js';
import { describeInBrowser } from '../support/describe-in-browser.js';
import { setStage } from '../support/stage.js';
import { History } from '../api/history.js';
import { allow, overflow, signIn } from './people.js';
import { until } from '../support/until.js';

const DAY_SECONDS = 86_400;
/** Every example in the order of the panel, and what its answer shows. */
const ANSWERS = {
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
/** Those that have a tab from the first visit on. */
const TABS = Object.keys(ANSWERS).slice(0, 9);

const tabTitles = (page: Page): Promise<string[]> =>
  page.getByRole('tab').locator('button:first-of-type').allTextContents();

/** Waits until the tab of an example is the open one and the editor is there. */
async function isOpen(page: Page, example: string): Promise<void> {
  await page.getByRole('tab', { selected: true }).filter({ hasText: example }).waitFor();
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

/** Opens an example of the panel in a tab of its own. */
async function bring(page: Page, example: string): Promise<void> {
  const panel = page.getByRole('region', { name: 'Examples' });
  if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Show Examples' }).click();
  await panel.getByText(example, { exact: true }).click();
}

/** Opens an example and runs it; `text` is what its answer has to show. */
async function run(page: Page, example: string, text: string): Promise<void> {
  if (TABS.includes(example)) await page.getByRole('tab').filter({ hasText: example }).click();
  else await bring(page, example);
  await isOpen(page, example);
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response').getByText(text).first().waitFor();
}

/** The day so many days ago, in UTC. */
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

  it('shows the examples to a stranger and lets them connect, back to where they were', async () => {
    const { context, origins } = await startVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await isOpen(page, 'WhoAmI');
    expect(await tabTitles(page)).toEqual(TABS);

    await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
    await allow(page);
    await page.getByText('Signed in as Demo Listener').waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    expect([...origins].sort()).toEqual([origin, stage.instance.simulator.url].sort());
    await context.close();
  });

  it('answers every example with data, from our own origin alone and within its policy', async () => {
    const { context } = await startVisit(browser);
    const history = await History.open(stage, new Date().toISOString(), daysAgo(20));
    await history.lists('SHORT_TERM', { [daysAgo(9)]: 'ABCD', [daysAgo(1)]: 'DAEB' });
    await signIn(await context.newPage(), origin);
    const visit = await startVisit(browser, { storageState: await context.storageState() });
    const page = await visit.context.newPage();
    await page.goto(`${origin}/graphiql`);
    const { TakeSnapshot, ...others } = ANSWERS;
    for (const [example, shown] of Object.entries(others)) await run(page, example, shown);
    const worker = await stage.instance.startWorker();
    await run(page, 'TakeSnapshot', TakeSnapshot);
    await worker.stop();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${origin}/`);
    expect([...visit.origins]).toEqual([origin]);
    expect(visit.complaints).toEqual([]);
    await context.close();
    await visit.context.close();
  });

  it('asks to reconnect before the connection ends, and comes back', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    await signIn(page, origin);
    await stage.instance.advanceClock(172 * DAY_SECONDS);
    await page.goto(`${origin}/graphiql`);
    await page.getByRole('link', { name: /^Reconnect by/ }).click();
    await allow(page);
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(page.url()).toBe(`${origin}/graphiql`);
    await context.close();
  });

  it('keeps what a listener wrote, and can open a closed example again', async () => {
    const { context } = await startVisit(browser);
    const page = await context.newPage();
    await page.goto(`${origin}/graphiql`);
    await isOpen(page, 'WhoAmI');
    await page.getByRole('tab').filter({ hasText: 'YearEnd' }).click();
    await page
      .getByRole('tab')
      .filter({ hasText: 'YearEnd' })
      .getByRole('button', { name: 'Close Tab' })
      .click();
    const left = TABS.filter((name) => name !== 'YearEnd');
    expect(await tabTitles(page)).toEqual(left);
    // GraphiQL writes its tabs down a moment later.
    const isStored = `localStorage.getItem('graphiql:tabState')?.includes('YearEnd') === false`;
    await until(async () => (await page.evaluate(isStored)) === true, 'GraphiQL stores its tabs');

    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await tabTitles(page)).toEqual(left);
    await bring(page, 'YearEnd');
    await page.getByRole('tab').filter({ hasText: 'YearEnd' }).waitFor();
    await context.close();
  });

  it.each(['light', 'dark'] as const)('can be used at 360 px in %s', async (colorScheme) => {
    const { context, complaints } = await startVisit(browser, {
      viewport: { width: 360, height: 740 },
      colorScheme,
    });
    const page = await context.newPage();
    await signIn(page, origin);
    await page.goto(`${origin}/graphiql`);
    await run(page, 'ShortTerm', '"rank"');
    expect(await overflow(page)).toBe(0);
    await bring(page, 'LongTerm');
    await isOpen(page, 'LongTerm');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
