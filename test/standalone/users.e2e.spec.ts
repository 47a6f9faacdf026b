import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyProject } from '../support/project-copy.js';
import { runDirectory } from '../support/test-run.js';
import { Home } from './standalone.js';

const ORDINARY_USER = { uid: 65_534, gid: 65_534 };
const MAIN = resolve('dist/apps/standalone/src/main.js');
const isRoot = process.getuid?.() === 0;
/** Only root can switch users, and the user must be able to read this checkout. */
const asOrdinaryUser = isRoot && spawnSync('test', ['-r', MAIN], ORDINARY_USER).status === 0 ? it : it.skip;
const asRoot = isRoot ? it : it.skip;

/** With credentials of an app, only the databases are created: no simulator, no history. */
const APP = { SPOTIFY_CLIENT_ID: 'the-id', SPOTIFY_CLIENT_SECRET: 'the-secret' };

describe('npm start', () => {
  let home: Home;
  beforeEach(async () => {
    home = await Home.open();
  });
  afterEach(() => home.remove());

  asOrdinaryUser(
    'keeps its databases in the data directory when an ordinary user runs it',
    async () => {
      chownSync(home.directory, ORDINARY_USER.uid, ORDINARY_USER.gid);
      const setpriv = [
        '--reuid',
        String(ORDINARY_USER.uid),
        '--regid',
        String(ORDINARY_USER.gid),
        '--clear-groups',
      ];
      const running = await home.run({
        command: ['setpriv', ...setpriv, 'node', MAIN],
        environment: APP,
      });
      expect(home.postgres).toBe(join(home.data, 'postgres'));
      expect(running.logs).not.toContain('Databases');
      expect(statSync(home.data)).toMatchObject(ORDINARY_USER);
      expect(await running.stop()).toEqual({ code: 0, signal: null });
      expect(await home.listening()).toEqual([]);
    },
    360_000,
  );

  asRoot(
    'keeps its databases outside of a checkout that only root may enter, and finds them again',
    async () => {
      const checkout = mkdtempSync(join(runDirectory(), 'checkout-'));
      chmodSync(checkout, 0o700);
      copyProject(checkout, ['dist', 'package.json', 'prisma'], /postgres/);
      const start = {
        command: ['node', join(checkout, 'dist/apps/standalone/src/main.js')],
        directory: checkout,
        environment: { ...APP, DATA_DIR: '.data' },
      } as const;
      const data = join(checkout, '.data');
      const running = await home.run(start);
      const place = /Databases +(\S+)/.exec(running.logs)?.[1] ?? '';
      expect(place).toMatch(/^\/var\/lib\/headliner\//);
      expect(running.logs).toContain(`cannot pass through a parent of ${data}`);
      expect(lstatSync(join(data, 'postgres')).isSymbolicLink()).toBe(true);
      await running.stop();

      const again = await home.run(start);
      expect(again.logs).toContain(place);
      expect(again.logs).not.toContain('Applied');
      await again.stop();
      for (const path of [place, checkout]) rmSync(path, { recursive: true });
    },
    360_000,
  );
});
