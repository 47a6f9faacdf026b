import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createEmptyDatabase, type TestDatabase } from '../support/index.js';
import { childOf, Home } from './standalone.js';

jest.setTimeout(180_000);

/** Crashes the API on a signal, as a bug would. */
const CRASH = `data:text/javascript,${encodeURIComponent(
  `if (process.argv[1].endsWith('/api/src/main.js')) process.on('SIGUSR2', () => { throw new Error('the crash of the test'); });`,
)}`;

describe('the terminal of npm start', () => {
  let home: Home;
  let database: TestDatabase;
  let credentials: Readonly<Record<string, string>>;
  beforeAll(async () => {
    [home, database] = await Promise.all([Home.open(), createEmptyDatabase()]);
    credentials = {
      SPOTIFY_CLIENT_ID: 'the-id-of-the-app',
      SPOTIFY_CLIENT_SECRET: 'the-secret-of-the-app',
      DATABASE_URL: database.url,
      SNAPSHOT_TICK_CRON: '* * * * * *',
    };
  });
  afterAll(async () => {
    await database.drop();
    home.remove();
  });

  it('names the setting of an unusable keyring', async () => {
    const KEYRING_FILE = join(home.directory, 'keyring');
    writeFileSync(KEYRING_FILE, 'no keyring', { mode: 0o600 });
    const refused = home.start({ environment: { ...credentials, KEYRING_FILE } });
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.logs).toContain(
      `KEYRING_FILE: the keyring ${KEYRING_FILE} cannot be used: it is not JSON.`,
    );
    expect(refused.logs).not.toMatch(/^ +at /m);
  });

  it('shows warnings and errors of API and worker, and the stack trace of a crash', async () => {
    const keyring = join(home.directory, 'readable-keyring.json');
    const keys = { test: randomBytes(32).toString('base64') };
    writeFileSync(keyring, JSON.stringify({ active: 'test', keys }), { mode: 0o644 });

    const running = await home.run({
      environment: { ...credentials, KEYRING_FILE: keyring, NODE_OPTIONS: `--import=${CRASH}` },
    });
    const warning = `warning: KEYRING_FILE: others than its owner can read the keyring ${keyring}.`;
    await running.untilOutput(`API: ${warning}`);
    await running.untilOutput(`Worker: ${warning}`);

    process.kill(childOf(running.pid, 'api'), 'SIGUSR2');
    await running.untilOutput('API: Error: the crash of the test');
    await running.untilOutput('API:     at ');
    await running.untilOutput('API is running again.');

    // A due listener with unreadable tokens.
    await sql(`
      WITH new AS (INSERT INTO listener (spotify_id) VALUES ('unreadable') RETURNING id),
        grant_of AS (
          INSERT INTO spotify_grant (listener_id, refresh_token, scopes, authorized_at)
          SELECT id, 'no token', '{user-top-read}', now() FROM new)
      INSERT INTO snapshot_schedule (listener_id, due_at, claimable_at) SELECT id, now(), now() FROM new`);
    await running.untilOutput('Worker: error: ');
    // Messages below warnings stay in the log files.
    expect(running.logs).not.toMatch(/"level"|^(API|Worker): info/m);
    await running.stop();
  });

  async function sql(statement: string): Promise<void> {
    const client = new Postgres({ connectionString: database.url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
});
