import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce } from '../support/build-once.js';

const BUNDLE = 'dist/apps/web';
const STYLESHEET = 'dist/apps/api/src/pages/assets/headliner.css';
const FONTS = 'node_modules/@fontsource-variable/archivo/files';
const MAX_BYTES = 200_000;

/** Returns the files that a browser loads before the first view: those in the document, and their static imports. */
function firstFiles(document: string): string[] {
  const html = readFileSync(join(BUNDLE, document), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/web\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file = '']) => file,
  );
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const script = readFileSync(join(BUNDLE, file), 'utf8');
    for (const [, name = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)) {
      if (!files.includes(`assets/${name}`)) files.push(`assets/${name}`);
    }
  }
  return files;
}

/** Returns the fonts that a document preloads. Others load only for the characters that they have. */
function preloadedFonts(document: string): string[] {
  const html = readFileSync(join(BUNDLE, document), 'utf8');
  return [...html.matchAll(/"\/assets\/fonts\/([^"]+)"/g)].map(([, name = '']) => name);
}

beforeAll(() => buildOnce(), 180_000);

it.each(['app.html', 'landing.html'])('the first view of %s is smaller than 200 kB, gzipped', (document) => {
  const files = firstFiles(document);
  expect(files.some((file) => file.endsWith('.js'))).toBe(true);
  expect(files.some((file) => file.endsWith('.css'))).toBe(true);
  const fonts = preloadedFonts(document);
  expect(fonts).toHaveLength(1);
  const paths = [
    join(BUNDLE, document),
    STYLESHEET,
    ...files.map((file) => join(BUNDLE, file)),
    ...fonts.map((name) => join(FONTS, name)),
  ];
  const bytes = paths.map((path) => gzipSync(readFileSync(path)).length).reduce((one, other) => one + other);
  expect(bytes).toBeLessThan(MAX_BYTES);
});
