import { createHmac } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Client } from 'pg';
import { migrate } from '#database';
import { startCommand, type RunningCommand } from '../support/command.js';
import { Instance, runDirectory } from '../support/index.js';
import { EARLIER, EARLIER_CONTENT, EARLIER_DATA } from './earlier-data.js';
import { EarlierProcesses } from './earlier-processes.js';
import { connect, MigrationProject, openEmptyDatabase, OUR_MIGRATIONS } from './migration-project.js';

jest.setTimeout(180_000);

const UPGRADE = OUR_MIGRATIONS.filter((name) => !EARLIER.includes(name));

/** `npm run migrate`, once it is built. */
function startMigrate(databaseUrl: string): RunningCommand {
  const command = ['node', resolve('dist/apps/migrate/src/main.js')] as const;
  return startCommand(command, { directory: runDirectory(), environment: { DATABASE_URL: databaseUrl } });
}

function applied({ logs }: RunningCommand): string[] {
  return [...logs.matchAll(/^Applied (\S+)\.$/gm)].map(([, name = '']) => name);
}

describe('an upgrade while older processes serve', () => {
  let databaseUrl: string;
  let client: Client;
  let before: unknown;

  beforeAll(async () => {
    ({ databaseUrl, client } = await openEmptyDatabase());
    const source = new MigrationProject({});
    for (const name of EARLIER) {
      cpSync(join('prisma/migrations', name), join(source.migrationsPath, name), { recursive: true });
    }
    await migrate({ databaseUrl, source });
    await client.query(EARLIER_DATA);
    ({ rows: before } = await client.query(EARLIER_CONTENT));
  });

  test('two migrators at once apply each migration once, nobody is refused, and no row is lost', async () => {
    expect(UPGRADE.length).toBeGreaterThan(0);
    const processes = new EarlierProcesses(databaseUrl);
    // Reads all of it and lets go of nothing, for longer than a migration waits: it has to come again.
    const backup = await connect(databaseUrl);
    await backup.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await backup.query(EARLIER_CONTENT);
    const migrators = [startMigrate(databaseUrl), startMigrate(databaseUrl)];
    await Promise.race([untilRolledBack(client), migrators[0]?.ended]);
    await backup.query('COMMIT');

    const ends = await Promise.all(migrators.map(({ ended }) => ended));
    const doneThen = [...processes.done];
    await untilDone(processes, (kind, done) => done > (doneThen[kind] ?? 0));
    await processes.stop();
    expect(migrators.map(({ logs }) => logs).join('')).not.toContain('rror');
    expect(ends).toEqual(Array(2).fill({ code: 0, signal: null }));
    expect(migrators.flatMap(applied)).toEqual(UPGRADE);
    expect(processes.failures).toEqual([]);
    expect((await client.query(EARLIER_CONTENT)).rows).toEqual(before);
  });

  test('once more it finds nothing to do', async () => {
    const again = startMigrate(databaseUrl);
    expect(await again.ended).toEqual({ code: 0, signal: null });
    expect(again.logs).toBe('The database is up to date.\n');
  });

  describe('afterwards', () => {
    let instance: Instance;
    beforeAll(async () => {
      instance = await Instance.open();
      // What the older processes wrote as tokens is encrypted with no key of this instance.
      await client.query('UPDATE spotify_grant SET refresh_token = NULL, access_token = NULL');
    });
    afterAll(() => instance?.close());

    test('who was signed in still is, and finds all that was recorded', async () => {
      const api = await instance.startApi({ DATABASE_URL: databaseUrl });
      const browser = instance.client(api);
      const { SESSION_SECRET = '' } = instance.settings;
      const signature = createHmac('sha256', SESSION_SECRET).update('session-1').digest('base64');
      const signed = encodeURIComponent(`s:session-1.${signature.replace(/=+$/, '')}`);
      browser.plant(`${browser.sessionCookie}=${signed}`);
      const { data, errors } = await browser.graphql(
        `{ viewer { displayName timezone coverage(range: LONG_TERM) { since snapshotCount } }
           topArtists(range: LONG_TERM) { source entries { rank } }
           chart(range: LONG_TERM) { day depth comparedTo { day } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        viewer: {
          displayName: 'Earlier 1',
          timezone: 'Europe/Berlin',
          coverage: { since: '2026-09-01', snapshotCount: 39 },
        },
        topArtists: { source: 'SNAPSHOT' },
        chart: { day: '2026-10-10', depth: 50, comparedTo: { day: '2026-10-03' } },
      });
      await api.stop();
    });
  });
});

/** Waits until a migration had to let go once. */
async function untilRolledBack(client: Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      'SELECT FROM _prisma_migrations WHERE rolled_back_at IS NOT NULL',
    );
    if (rowCount) return;
  }
}

async function untilDone(
  processes: EarlierProcesses,
  wanted: (kind: number, done: number) => boolean,
): Promise<void> {
  while (!processes.done.every((done, kind) => wanted(kind, done)) && processes.failures.length === 0) {
    await new Promise((later) => setTimeout(later, 20));
  }
}
