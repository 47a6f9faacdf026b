/** Draws the icons of the web manifest from logo.svg: `node scripts/make-icons.ts`. Run it after changing the logo. */
import { readEnvironment } from '#runtime';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { z } from 'zod';

const assets = resolve(import.meta.dirname, '../apps/api/src/pages/assets');
const settings = readEnvironment(z.object({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') }));

const logo = readFileSync(resolve(assets, 'logo.svg'), 'utf8');
const [, red = ''] = /fill="(#[0-9a-f]{6})"/.exec(logo) ?? [];
/** Fills the square, since systems cut it to their own shape; the rings stay within what every shape shows. */
const full = logo
  .replace(/<circle cx="32" cy="32" r="32"[^>]*>/, `<rect width="64" height="64" fill="${red}"/>`)
  .replaceAll('<g ', '<g transform="translate(3.2 3.2) scale(.9)" ');

const ICONS = [
  { name: 'icon-192.png', pixels: 192, svg: logo },
  { name: 'icon-512.png', pixels: 512, svg: logo },
  { name: 'icon-maskable-512.png', pixels: 512, svg: full },
  { name: 'apple-touch-icon.png', pixels: 180, svg: full },
];

const browser = await chromium.launch({ executablePath: settings.CHROMIUM_PATH, args: ['--no-sandbox'] });
for (const { name, pixels, svg } of ICONS) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: resolve(assets, name), omitBackground: true });
  await page.close();
}
await browser.close();
