/**
 * Makes the example of the landing page anew: `node scripts/make-example.ts [address]`, while `npm start` runs in demo
 * mode with `SNAPSHOT_DEPTH=20`; the address is http://127.0.0.1:3000 unless given. The charts go into
 * apps/web/src/landing/example.json; the simulator's pictures, by their content, into apps/web/public/assets.
 */
import { readEnvironment } from '#runtime';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';

const web = resolve(import.meta.dirname, '../apps/web');
const pictures = resolve(web, 'public/assets');
const origin = process.argv[2] ?? 'http://127.0.0.1:3000';
const settings = readEnvironment(z.object({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') }));

const ENTRY = `rank previousRank rankChange status peakRank weeksOnChart weeksAtNumberOne consecutiveWeeksAtNumberOne artist { id name imageUrl }`;
const chartOf = (range: string): string => `${range}: chart(range: ${range}) {
  day depth turnover similarity comparedTo { day depth } entries { ${ENTRY} } dropouts { ${ENTRY} }
  trends: entries(first: 6) { artist { id name rankHistory(range: ${range}, interval: WEEK) { day rank observed } } }
}`;
const ALL = `{ ${['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'].map(chartOf).join(' ')} }`;

const entry = z.looseObject({
  artist: z.object({ id: z.string(), name: z.string(), imageUrl: z.url().nullable() }),
});
const chart = z.looseObject({ entries: z.array(entry), dropouts: z.array(entry) });
const answer = z.object({
  data: z.object({ SHORT_TERM: chart, MEDIUM_TERM: chart, LONG_TERM: chart }),
});
type Charts = z.output<typeof answer>['data'];

async function ask(browser: Browser): Promise<Charts> {
  const page = await browser.newPage();
  await page.goto(`${origin}/auth/spotify`);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${origin}/`);
  const body = JSON.stringify({ query: ALL });
  const text: string = await page.evaluate(
    `fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(body)} })
      .then((response) => response.text())`,
  );
  return answer.parse(JSON.parse(text)).data;
}

/** Keeps a picture of the simulator's under the name of its content; answers the address at which we serve it. */
async function keep(address: string): Promise<string> {
  const picture = await (await fetch(address)).text();
  const hash = createHash('sha256').update(picture).digest('hex').slice(0, 10);
  writeFileSync(resolve(pictures, `cover-${hash}.svg`), `${picture}\n`);
  return `/web/assets/cover-${hash}.svg`;
}

/** Invented artists have no page at Spotify, and pictures of ours. */
async function makeExemplary(charts: Charts): Promise<void> {
  for (const { entries, dropouts } of Object.values(charts)) {
    for (const { artist } of [...entries, ...dropouts]) {
      artist.imageUrl = artist.imageUrl && (await keep(artist.imageUrl));
      Object.assign(artist, { spotifyUrl: null });
    }
  }
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: settings.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
});
try {
  const charts = await ask(browser);
  await makeExemplary(charts);
  writeFileSync(resolve(web, 'src/landing/example.json'), `${JSON.stringify(charts)}\n`);
} finally {
  await browser.close();
}
