import { chmodSync, chownSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { buildOnce } from '../support/build-once.js';
import { type RunningCommand, startCommand } from '../support/command.js';
import { Instance, runDirectory } from '../support/index.js';
import { untilReady } from '../support/our-process.js';

const PROCESSES = {
  API: 'dist/apps/api/src/main.js',
  'migration job': 'dist/apps/migrate/src/main.js',
  'program of npm start': 'dist/apps/standalone/src/main.js',
};
/** A service, a job and a supervisor. All processes read their settings with one function. */
const names = ['API', 'migration job', 'program of npm start'] as const;

describe('the settings file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(runDirectory(), 'settings-'));
  });

  const write = (content: string | Buffer): void => writeFileSync(join(directory, '.env'), content);
  const start = (name: keyof typeof PROCESSES, environment: Record<string, string> = {}): RunningCommand => {
    buildOnce();
    return startCommand(['node', resolve(PROCESSES[name])], {
      directory,
      environment: { HOME: directory, ...environment },
    });
  };

  async function refusal(name: keyof typeof PROCESSES): Promise<string> {
    const started = start(name);
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(started.logs).not.toMatch(/^ +at /m);
    return started.logs;
  }

  it.each(names)('is rejected by the %s if it is a directory', async (name) => {
    mkdirSync(join(directory, '.env'));
    expect(await refusal(name)).toContain('  .env: a readable text file; it is a directory\n');
  });

  it('is rejected if it is UTF-16', async () => {
    write(Buffer.from('\uFEFFPORT=3000\r\n', 'utf16le'));
    expect(await refusal('migration job')).toContain(
      '  .env: a readable text file; it is not UTF-8; save it',
    );
  });

  it('is rejected if this user may not read it', async () => {
    write('PORT=3000\n');
    // Root can read every file unless it drops the capabilities.
    const isRoot = process.getuid?.() === 0;
    const asRoot = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] as const;
    chmodSync(join(directory, '.env'), 0);
    if (isRoot) chownSync(join(directory, '.env'), 65_534, 65_534);
    const program = ['node', resolve(PROCESSES['migration job'])] as const;
    const started = startCommand(isRoot ? [...asRoot, ...program] : program, {
      directory,
      environment: { HOME: directory },
    });
    expect(await started.ended).toEqual({ code: 1, signal: null });
    expect(started.logs).toContain('  .env: a readable text file; this user may not read it\n');
  });

  it.each(names)('is checked by the %s for malformed lines and misspelled names', async (name) => {
    write('SPOTIFY_CLIENTID=canary-1\nPORT canary-2\nHOST=\nSESSION_SECRET_FILE=/nowhere/secret\n');
    const started = start(name, { DATABASE_URI: 'canary-3', DATABASE_URL: 'none', SIMULATOR_PORT: 'none' });
    expect(await started.ended).toEqual({ code: 1, signal: null });
    const warnings = started.logs.split('\n').filter((line) => line.startsWith('warning: '));
    expect(warnings).toEqual([
      'warning: .env, line 2: expected PORT=<value>',
      'warning: DATABASE_URI is not a setting of Headliner; did you mean DATABASE_URL?',
      'warning: SPOTIFY_CLIENTID is not a setting of Headliner; did you mean SPOTIFY_CLIENT_ID?',
    ]);
    expect(started.logs).not.toContain('canary');
  });

  describe('at the start of a process', () => {
    let instance: Instance;
    beforeAll(async () => {
      instance = await Instance.open();
    });
    afterAll(async () => instance?.close());

    it('may use all common notations, and the environment takes precedence', async () => {
      const { DATABASE_URL = '', SESSION_SECRET = '', KEYRING_FILE = '', ...spotify } = instance.settings;
      const port = await freePort();
      writeFileSync(join(directory, 'database-url'), `\uFEFF${DATABASE_URL}\r\n`);
      const lines = [
        `PORT=${port}`,
        '# a comment',
        `export SESSION_SECRET="${SESSION_SECRET}"`,
        `KEYRING_FILE = '${KEYRING_FILE}' # another`,
        'DATABASE_URL=postgresql://unused@127.0.0.1:1/nothing',
        ...Object.entries(spotify).map(([name, value]) => `${name}=${value}`),
      ];
      write(`\uFEFF${lines.join('\r\n')}\r\n`);
      const api = start('API', { PORT: '', SPOTIFY_CLIENT_ID: '', DATABASE_URL_FILE: 'database-url' });
      await untilReady(api, `http://127.0.0.1:${port}/health/ready`);
      expect(api.logs).not.toContain('warning');
      await api.stop();
    });
  });
});
