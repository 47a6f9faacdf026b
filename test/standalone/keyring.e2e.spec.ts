import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { Home } from './standalone.js';

jest.setTimeout(180_000);

const keyringFile = z.object({ active: z.string(), keys: z.record(z.string(), z.string()) });

describe('the keyring of npm start', () => {
  let home: Home;
  let file: string;
  beforeAll(async () => {
    home = await Home.open();
    file = join(home.data, 'keyring.json');
  });
  afterAll(() => home.remove());

  it('is refused when it is another than before or lost, is rotated by a start, and can be given up', async () => {
    expect(await (await home.run()).stop()).toEqual({ code: 0, signal: null });
    const right = readFileSync(file, 'utf8');
    const { active } = keyringFile.parse(JSON.parse(right));

    const refused = async (): Promise<string> => {
      const started = home.start();
      expect(await started.ended).toEqual({ code: 1, signal: null });
      expect(await home.listening()).toEqual([]);
      expect(started.logs).not.toMatch(/^ +at /m);
      return started.logs;
    };
    const other = { active, keys: { [active]: randomBytes(32).toString('base64') } };
    writeFileSync(file, JSON.stringify(other));
    expect(await refused()).toContain(`its key "${active}" is not the key of that id that 2 stored tokens`);
    rmSync(file);
    expect(await refused()).toContain(`it has no key "${active}", and 2 stored tokens`);

    // A rotation is a start with a new active key; the old one can go after it.
    const { keys } = keyringFile.parse(JSON.parse(right));
    const fresh = randomBytes(32).toString('base64');
    writeFileSync(file, JSON.stringify({ active: 'fresh', keys: { ...keys, fresh } }));
    expect(await (await home.run()).stop()).toEqual({ code: 0, signal: null });
    expect(readFileSync(join(home.data, 'logs/reencrypt.log'), 'utf8')).toContain(
      `No token needs "${active}" any more.`,
    );

    // A key that is lost for good can be done without; the history that it has nothing to do with stays.
    rmSync(file);
    expect(await refused()).toContain('see KEYRING_GIVE_UP in docs/operating/keys.md');
    const without = await home.run({ environment: { KEYRING_GIVE_UP: 'fresh' } });
    expect(await without.stop()).toEqual({ code: 0, signal: null });
    expect(readFileSync(join(home.data, 'logs/reencrypt.log'), 'utf8')).toContain(
      'because their tokens needed "fresh": 1.',
    );
  });
});
