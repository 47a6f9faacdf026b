import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RunningCommand } from '../support/command.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { childOf, Home } from './standalone.js';

jest.setTimeout(180_000);

/** Crashes the API on a signal, as a bug would. */
const CRASH = `data:text/javascript,${encodeURIComponent(
  `if (process.argv[1].endsWith('/api/src/main.js')) process.on('SIGUSR2', () => { throw new Error('the crash of the test'); });`,
)}`;

/** Ports that browsers refuse, and `fetch` with them. */
const REFUSED = [6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080];

async function refusedPorts(): Promise<[string, string]> {
  const free: string[] = [];
  for (const port of REFUSED) {
    const server = createServer().listen(port, '::');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) free.push(String(port));
  }
  const [first, second] = free;
  if (first === undefined || second === undefined) throw new Error('No two of the refused ports are free.');
  return [first, second];
}

describe('the terminal of npm start', () => {
  let home: Home;
  let database: TestDatabase;
  let credentials: Readonly<Record<string, string>>;
  let keyring: string;
  let running: RunningCommand;
  beforeAll(async () => {
    [home, database] = await Promise.all([Home.open(), createTestDatabase()]);
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

  it('warns of a port that browsers refuse, and has an address that answers', async () => {
    keyring = join(home.directory, 'readable-keyring.json');
    const keys = { test: randomBytes(32).toString('base64') };
    writeFileSync(keyring, JSON.stringify({ active: 'test', keys }), { mode: 0o644 });
    const [PORT, WORKER_PORT] = await refusedPorts();
    running = await home.run({
      environment: {
        ...{ ...credentials, PORT, WORKER_PORT, HOST: '::1' },
        ...{ KEYRING_FILE: keyring, NODE_OPTIONS: `--import=${CRASH}` },
      },
    });
    expect(running.logs).toContain(
      `warning: browsers block the port of http://[::1]:${PORT}. Set PORT to another one.`,
    );
    const [, address = ''] = /Open +(\S+)/.exec(running.logs) ?? [];
    const [response] = (await once(get(`${address}/health/ready`), 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(200);
  });

  it('shows warnings and errors of API and worker, and the stack trace of a crash', async () => {
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
