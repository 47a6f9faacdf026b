import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configurePages } from '../pages/pages.js';
import { ApiSettings } from '../settings/api-settings.js';
import { WEB_PAGES, WebBundle, WebController } from './web.module.js';

const given: { listenerId: number | undefined; demo: boolean } = { listenerId: undefined, demo: false };
const built = mkdtempSync(join(tmpdir(), 'web-'));
const opened: NestExpressApplication[] = [];

class BundleIn extends WebBundle {
  constructor(override readonly directory: string) {
    super(given as Partial<ApiSettings> as ApiSettings);
  }
}

/** Starts an application that serves the files of a directory, and returns its address. */
async function open(directory: string): Promise<string> {
  const testing = await Test.createTestingModule({
    controllers: [WebController],
    providers: [{ provide: WebBundle, useValue: new BundleIn(directory) }],
  }).compile();
  const app = testing.createNestApplication<NestExpressApplication>();
  opened.push(app);
  configurePages(app);
  app.use((request: { session: object }, _: unknown, next: () => void) => {
    request.session = { listenerId: given.listenerId };
    next();
  });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

beforeEach(() => void Object.assign(given, { listenerId: undefined, demo: false }));
afterAll(async () => {
  for (const app of opened) await app.close();
  rmSync(built, { recursive: true });
});

it('has the paths of all pages of the app', () => {
  const source = readFileSync('apps/web/src/pages.tsx', 'utf8');
  const patterns = [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, pattern = '']) => pattern);
  const paths = patterns.flatMap((pattern) =>
    pattern.endsWith('?') ? [pattern.slice(0, pattern.lastIndexOf('/')), pattern.slice(0, -1)] : [pattern],
  );
  expect(paths.sort()).toEqual([...WEB_PAGES].sort());
});

it('answers 503 with the command that builds the web page while it has not been built', async () => {
  const empty = await open(join(built, 'nothing'));
  for (const listenerId of [undefined, 1]) {
    given.listenerId = listenerId;
    const response = await fetch(empty);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  }
});

describe('a built web page', () => {
  let origin: string;

  beforeAll(async () => {
    origin = await open(built);
    mkdirSync(join(built, 'assets'));
    writeFileSync(join(built, 'app.html'), '<html data-mode="real"><title>App</title>');
    writeFileSync(
      join(built, 'landing.html'),
      '<html data-mode="real"><a href="/auth/spotify?returnTo=%2F">1</a><a href="/auth/spotify?returnTo=%2F">2</a>',
    );
    writeFileSync(join(built, 'assets/app-AbC_1.js'), 'export {};');
  });

  it('is the app for signed-in listeners at the path of every page, and is not cached', async () => {
    given.listenerId = 1;
    for (const path of [...WEB_PAGES, '/?range=long', '/artist/local%3A1', '/week/2026-W48']) {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toContain('<title>App</title>');
    }
  });

  it.each([
    ['/', '%2F'],
    ['/trends?range=long&x=%22%3E', '%2Ftrends%3Frange%3Dlong%26x%3D%2522%253E'],
    ['/artist/local%3A1', '%2Fartist%2Flocal%253A1'],
    ['/?$&=$1', '%2F%3F%24%26%3D%241'],
  ])('is the landing page for everyone else, whose sign-in links lead back to %s', async (path, returnTo) => {
    const response = await fetch(origin + path);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(
      `<html data-mode="real"><a href="/auth/spotify?returnTo=${returnTo}">1</a><a href="/auth/spotify?returnTo=${returnTo}">2</a>`,
    );
  });

  it('says in its first element whether it is in demo mode', async () => {
    given.demo = true;
    expect(await (await fetch(origin)).text()).toContain('<html data-mode="demo">');
  });

  it('has assets that are cached for a year', async () => {
    const response = await fetch(`${origin}/web/assets/app-AbC_1.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${origin}/web/assets/none-1.js`)).status).toBe(404);
  });
});
