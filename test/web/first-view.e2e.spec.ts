import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { beforeAll, expect, it } from '@jest/globals';
import { buildOnce } from '../support/build-once.js';

const BUNDLE = 'dist/apps/web';
const STYLESHEET = 'dist/apps/api/src/pages/assets/headliner.css';
const FONTS = 'node_modules/@fontsource-variable/archivo/files';

/** Returns the files that a browser loads before the first view: those in the document, and their static imports. */
function firstFiles(document: string): string[] {
  const html = readFileSync(join(BUNDLE, document), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/web\/(assets\/[^"]+\.(?:js|css))"/g)];
  const files = [...new Set(named.map(([, file = '']) => file))];
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const script = readFileSync(join(BUNDLE, file), 'utf8');
    for (const [, name = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g)) {
      if (!files.includes(`assets/${name}`)) files.push(`assets/${name}`);
    }
  }
  return files;
}

/** Returns the fonts that a document preloads. Others load only for the characters that they have, after the text. */
function preloadedFonts(document: string): string[] {
  const html = readFileSync(join(BUNDLE, document), 'utf8');
  return [...html.matchAll(/"\/assets\/fonts\/([^"]+)"/g)].map(([, name = '']) => name);
}

/** Returns the size of a file as the API sends it: compressed by the build, or for each response. */
function sentBytes(path: string): number {
  const built = `${path}.br`;
  if (existsSync(built)) return readFileSync(built).length;
  if (path.endsWith('.woff2')) return readFileSync(path).length;
  return brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}

beforeAll(() => buildOnce(), 180_000);

it.each([
  { document: 'app.html', scripts: 2, stylesheets: 1, fonts: 0, maxBytes: 55_000 },
  { document: 'landing.html', scripts: 1, stylesheets: 1, fonts: 1, maxBytes: 100_000 },
])('the first view of $document needs few files, smaller than $maxBytes bytes', (view) => {
  const files = firstFiles(view.document);
  const fonts = preloadedFonts(view.document);
  expect({
    scripts: files.filter((file) => file.endsWith('.js')).length,
    stylesheets: files.filter((file) => file.endsWith('.css')).length,
    fonts: fonts.length,
  }).toEqual({ scripts: view.scripts, stylesheets: view.stylesheets, fonts: view.fonts });
  const paths = [
    join(BUNDLE, view.document),
    STYLESHEET,
    ...files.map((file) => join(BUNDLE, file)),
    ...fonts.map((name) => join(FONTS, name)),
  ];
  expect(paths.map(sentBytes).reduce((one, other) => one + other)).toBeLessThan(view.maxBytes);
});
