import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { configurePages } from '../pages/pages.js';
import { GraphiqlBundle, GraphiqlModule } from './graphiql.module.js';

class BundleIn extends GraphiqlBundle {
  constructor(override readonly directory: string) {
    super();
  }
}

/** Requests exactly this path; `fetch` would resolve its dots first. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

let directory: string;
let app: NestExpressApplication;
let origin: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'graphiql-'));
  const testing = await Test.createTestingModule({ imports: [GraphiqlModule] })
    .overrideProvider(GraphiqlBundle)
    .useValue(new BundleIn(directory))
    .compile();
  app = testing.createNestApplication<NestExpressApplication>();
  configurePages(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true });
});

it('answers 503 with the command that builds GraphiQL while it has not been built', async () => {
  const response = await fetch(`${origin}/graphiql`);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npm run build');
});

describe('a built GraphiQL', () => {
  beforeAll(() => {
    const script = 'export const built = true;';
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>GraphiQL</title>');
    writeFileSync(join(directory, 'secret.txt'), 'not an asset');
    writeFileSync(join(directory, 'assets/index-AbC_1.js'), script);
    writeFileSync(join(directory, 'assets/index-AbC_1.js.br'), brotliCompressSync(script));
    writeFileSync(join(directory, 'assets/codicon-x.ttf'), 'font');
  });

  it.each(['/graphiql', '/graphiql/'])(
    'is served at %s, asked for afresh and under its own policy',
    async (path) => {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
          "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      );
      expect(await response.text()).toContain('<title>GraphiQL</title>');
    },
  );

  it('has assets that are cached for a year, compressed for clients that accept it', async () => {
    for (const encoding of ['br', 'identity']) {
      const response = await fetch(`${origin}/graphiql/assets/index-AbC_1.js`, {
        headers: { 'Accept-Encoding': encoding },
      });
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(response.headers.get('content-encoding')).toBe(encoding === 'br' ? 'br' : null);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(await response.text()).toBe('export const built = true;');
    }
    const font = await fetch(`${origin}/graphiql/assets/codicon-x.ttf`);
    expect(font.headers.get('content-type')).toBe('font/ttf');
  });

  it.each([
    'missing.js',
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e%2fsecret.txt',
    '.',
    'a%00.js',
    '..%5csecret.txt',
  ])('has nothing at assets/%s', async (name) => {
    expect(await statusOf(`/graphiql/assets/${name}`)).toBe(404);
  });
});

it('finds the bundle of GraphiQL under the root of the project', () => {
  expect(new GraphiqlBundle().directory).toBe(join(process.cwd(), 'dist/apps/graphiql'));
});
