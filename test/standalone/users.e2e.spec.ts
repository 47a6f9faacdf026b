import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lstatSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyProject } from '../support/project-copy.js';
import { runDirectory } from '../support/test-run.js';
import { Home } from './standalone.js';

const NOBODY = { uid: 65_534, gid: 65_534 };
const MAIN = resolve('dist/apps/standalone/src/main.js');
const isRoot = process.getuid?.() === 0;
/** Only root can become another user, and one who can read this checkout. */
const asNobody = isRoot && spawnSync('test', ['-r', MAIN], NOBODY).status === 0 ? it : it.skip;
const asRoot = isRoot ? it : it.skip;

describe('npm start, by whom it is run', () => {
  let home: Home;
  beforeEach(async () => {
    home = await Home.open();
  });
  afterEach(() => home.remove());

  asNobody(
    'runs as an ordinary user, with its databases in the data directory',
    async () => {
      chownSync(home.directory, NOBODY.uid, NOBODY.gid);
      const setpriv = ['--reuid', String(NOBODY.uid), '--regid', String(NOBODY.gid), '--clear-groups'];
      const running = await home.run({ command: ['setpriv', ...setpriv, 'node', MAIN] });
      expect(home.postgres).toBe(join(home.data, 'postgres'));
      expect(running.logs).not.toContain('Databases');
      expect(statSync(home.data)).toMatchObject(NOBODY);
      expect(await running.stop()).toEqual({ code: 0, signal: null });
      expect(await home.listening()).toEqual([]);
    },
    360_000,
  );

  asRoot(
    'runs as root in a checkout that only root may enter, and finds its data again',
    async () => {
      const checkout = mkdtempSync(join(runDirectory(), 'checkout-'));
      chmodSync(checkout, 0o700);
      copyProject(checkout, ['dist', 'package.json', 'prisma'], /postgres/);
      const start = {
        command: ['node', join(checkout, 'dist/apps/standalone/src/main.js')],
        directory: checkout,
        environment: { DATA_DIR: '.data' },
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

      // The demo of a data directory that was deleted goes with the next start, of this test or of one beside it.
      rmSync(data, { recursive: true });
      const afresh = await home.run(start);
      expect(existsSync(place)).toBe(false);
      const newPlace = /Databases +(\S+)/.exec(afresh.logs)?.[1] ?? '';
      expect(newPlace).toMatch(/^\/var\/lib\/headliner\//);
      await afresh.stop();
      for (const path of [newPlace, checkout]) rmSync(path, { recursive: true });
    },
    360_000,
  );
});
