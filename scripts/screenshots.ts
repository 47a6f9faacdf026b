/** Takes the screenshots in docs/images of `npm start` in demo mode: `node scripts/screenshots.ts [http://127.0.0.1:3000]`. */
import { readEnvironment } from '#runtime';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { z } from 'zod';

const images = resolve(import.meta.dirname, '../docs/images');
const origin = process.argv[2] ?? 'http://127.0.0.1:3000';
const settings = readEnvironment(z.object({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') }));
const shared = z.object({
  data: z.object({ createShare: z.object({ share: z.object({ url: z.url() }) }) }),
});

async function home(page: Page): Promise<void> {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Sign in with Spotify' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('region', { name: 'Full chart' }).waitFor();
  await page.setViewportSize({ width: 1280, height: 1210 });
  await page.waitForLoadState('networkidle');
  await save(page, 'home', false);
}

async function graphiql(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 760 });
  await page.goto(`${origin}/graphiql`);
  await page.getByRole('region', { name: 'Examples' }).getByText('Time on the chart').click();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"rank"').first().waitFor();
  // The pointer must not rest on anything that has a tooltip.
  await page.mouse.move(0, 0);
  await page.locator('.graphiql-tooltip').waitFor({ state: 'detached' });
  await save(page, 'graphiql');
}

async function trendsDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 1210 });
  await page.goto(`${origin}/trends`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await save(page, 'trends-dark', false);
}

/** Creates a share, and saves its page as a visitor sees it. */
async function share(page: Page, browser: Browser): Promise<void> {
  const query = `mutation {
    createShare(input: { range: MEDIUM_TERM, title: "What I had on repeat", showName: true }) { share { url } }
  }`;
  const response = await page.request.post(`${origin}/graphql`, { data: { query } });
  const { url } = shared.parse(await response.json()).data.createShare.share;
  const visitor = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: 'light' });
  await visitor.goto(url);
  await visitor.waitForLoadState('networkidle');
  await save(visitor, 'share', false);
}

/** Saves the share dialog with a public link, which it creates unless there is one. */
async function publicLink(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 820 });
  await page.goto(origin);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Public link' }).click();
  await page.getByLabel('Always the newest').check();
  const copy = page.getByRole('button', { name: 'Copy link' });
  const create = page.getByRole('button', { name: 'Create link' });
  await copy.or(create).waitFor();
  if (await create.isVisible()) {
    await page.getByLabel('Title').fill('On repeat right now');
    await page.getByLabel('Show my name').check();
    await create.click();
  }
  // The focused link is selected.
  await copy.focus();
  await page.waitForLoadState('networkidle');
  await save(page, 'public-link', false);
}

/** Saves the whole page, or only what fits the window. */
async function save(page: Page, name: string, fullPage = true): Promise<void> {
  const path = resolve(images, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', fullPage });
  process.stdout.write(`${path}\n`);
}

async function takeScreenshots(browser: Browser): Promise<void> {
  mkdirSync(images, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme: 'light' });
  await home(page);
  await graphiql(page);
  await trendsDark(page);
  await share(page, browser);
  await publicLink(page);
}

const browser = await chromium.launch({
  executablePath: settings.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
});
try {
  await takeScreenshots(browser);
} finally {
  await browser.close();
}
