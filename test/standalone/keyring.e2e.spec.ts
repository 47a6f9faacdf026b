import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { storeTokens } from '../keyring/stored-tokens.js';
import type { RunningCommand } from '../support/command.js';
import { Instance } from '../support/instance.js';
import { until } from '../support/until.js';
import { Home, npmStart } from './standalone.js';

jest.setTimeout(180_000);

describe('the keyring of npm start', () => {
  let home: Home;
  let instance: Instance;
  let file: string;
  let without: RunningCommand;
  beforeAll(async () => {
    [home, instance] = await Promise.all([Home.open(), Instance.open()]);
    mkdirSync(home.data, { mode: 0o700 });
    file = join(home.data, 'keyring.json');
  });
  afterAll(async () => {
    await instance?.close();
    home.remove();
  });

  const write = (active: string, keys: Readonly<Record<string, string>>): void =>
    writeFileSync(file, JSON.stringify({ active, keys }), { mode: 0o600 });

  it('is refused when it is lost or has other keys, is rotated by a start, and can be given up', async () => {
    const { DATABASE_URL = '', SPOTIFY_API_URL = '' } = instance.settings;
    const environment = {
      ...{ DATABASE_URL, SPOTIFY_API_URL, SPOTIFY_ACCOUNTS_URL: SPOTIFY_API_URL },
      ...{ SPOTIFY_CLIENT_ID: 'the-id', SPOTIFY_CLIENT_SECRET: 'the-secret' },
    };
    const refused = async (): Promise<string> => {
      const started = home.start({ environment });
      expect(await started.ended).toEqual({ code: 1, signal: null });
      expect(await home.listening()).toEqual([]);
      expect(started.logs).not.toMatch(/^ +at /m);
      return started.logs;
    };
    const [first, fresh, other] = Array.from({ length: 3 }, () => randomBytes(32).toString('base64'));
    if (!first || !fresh || !other) throw new Error('Three keys were made.');
    write('first', { first });
    await storeTokens(instance, 1, file);

    write('first', { first: other });
    expect(await refused()).toContain('its key "first" is not the key of that id that 2 stored tokens');
    rmSync(file);
    const lost = await refused();
    expect(lost).toContain('it has no key "first", and 2 stored tokens');
    expect(lost).toContain('see KEYRING_GIVE_UP in docs/operating/keys.md');

    // A start with a new active key rotates the keyring. The old key is no longer needed after it.
    write('fresh', { first, fresh });
    const log = join(home.data, 'logs/reencrypt.log');
    const rotating = home.start({ environment });
    await until(
      () => readFileSync(log, 'utf8').includes('No token needs "first" any more.'),
      'the keyring is rotated',
      60_000,
    );
    expect(await rotating.stop()).toEqual({ code: 0, signal: null });

    // A start can give up a lost key, and with it the connections that need it.
    rmSync(file);
    without = await home.run({ ...npmStart(), environment: { ...environment, KEYRING_GIVE_UP: 'fresh' } });
    expect(readFileSync(log, 'utf8')).toContain('because their tokens needed "fresh": 1.');
  });

  it('given up, leaves a start that stops within 10 s on SIGHUP, when its terminal is closed', async () => {
    await home.expectStop(without, 'SIGHUP', 'group');
  });
});
