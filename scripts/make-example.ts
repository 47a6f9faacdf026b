/**
 * Regenerates the landing page's example, apps/web/src/landing/example.json and its images in apps/web/public/assets, from
 * `npm start` in demo mode with `SNAPSHOT_DEPTH=20`: `node scripts/make-example.ts [http://127.0.0.1:3000]`.
 */
import { readEnvironment } from '#runtime';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

const web = resolve(import.meta.dirname, '../apps/web');
const imageDirectory = resolve(web, 'public/assets');
const origin = process.argv[2] ?? 'http://127.0.0.1:3000';
const settings = readEnvironment(z.object({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') }));

const ENTRY = `rank previousRank rankChange status peakRank weeksOnChart weeksAtNumberOne consecutiveWeeksAtNumberOne artist { id name imageUrl }`;
const chartQuery = (range: string): string => `${range}: chart(range: ${range}) {
  day depth turnover similarity comparedTo { day depth } entries { ${ENTRY} } dropouts { ${ENTRY} }
  trends: entries(first: 6) { artist { id name rankHistory(range: ${range}, interval: WEEK) { day rank observed } } }
}`;
const ALL = `{ ${['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'].map(chartQuery).join(' ')} }`;

const entry = z.looseObject({
  artist: z.object({ id: z.string(), name: z.string(), imageUrl: z.url().nullable() }),
});
const chart = z.looseObject({ entries: z.array(entry), dropouts: z.array(entry) });
const response = z.object({
  data: z.object({ SHORT_TERM: chart, MEDIUM_TERM: chart, LONG_TERM: chart }),
});
type Charts = z.output<typeof response>['data'];

async function fetchCharts(browser: Browser): Promise<Charts> {
  const page = await browser.newPage();
  await page.goto(`${origin}/auth/spotify`);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${origin}/`);
  const body = JSON.stringify({ query: ALL });
  const text: string = await page.evaluate(
    `fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(body)} })
      .then((answer) => answer.text())`,
  );
  return response.parse(JSON.parse(text)).data;
}

/** Saves an image of the simulator under a hash of its content. Returns the path at which the API serves it. */
async function saveImage(address: string): Promise<string> {
  const image = await (await fetch(address)).text();
  const hash = createHash('sha256').update(image).digest('hex').slice(0, 10);
  writeFileSync(resolve(imageDirectory, `cover-${hash}.svg`), `${image}\n`);
  return `/web/assets/cover-${hash}.svg`;
}

/** Points images at the API and removes links to Spotify, where invented artists have no page. */
async function replaceLinks(charts: Charts): Promise<void> {
  for (const { entries, dropouts } of Object.values(charts)) {
    for (const { artist } of [...entries, ...dropouts]) {
      artist.imageUrl = artist.imageUrl && (await saveImage(artist.imageUrl));
      Object.assign(artist, { spotifyUrl: null });
    }
  }
}

rmSync(imageDirectory, { recursive: true, force: true });
mkdirSync(imageDirectory, { recursive: true });
const browser = await chromium.launch({
  executablePath: settings.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
});
try {
  const charts = await fetchCharts(browser);
  await replaceLinks(charts);
  writeFileSync(resolve(web, 'src/landing/example.json'), `${JSON.stringify(charts)}\n`);
} finally {
  await browser.close();
}
