import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { startSimulator, type Simulator } from '../support/simulators.js';
import { Client } from '../support/client.js';
import { canMount, SmallDisk } from '../support/small-disk.js';
import { until } from '../support/until.js';
import { Home } from './standalone.js';

(canMount() ? describe : describe.skip)('npm start on a disk that is full', () => {
  let home: Home;
  let spotify: Simulator;
  let disk: SmallDisk;
  let data: string;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    spotify = await startSimulator({ clientId: 'the-id-of-the-app', clientSecret: 'the-secret-of-the-app' });
  });
  afterAll(() => spotify.close());
  beforeEach(async () => {
    home = await Home.open();
    disk = SmallDisk.mount(256);
    data = join(disk.path, 'data');
    // PostgreSQL's own user may pass, so that the databases lie on the disk too when root runs this.
    mkdirSync(data, { mode: 0o711 });
    environment = {
      DATA_DIR: data,
      SPOTIFY_CLIENT_ID: 'the-id-of-the-app',
      SPOTIFY_CLIENT_SECRET: 'the-secret-of-the-app',
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      SPOTIFY_API_URL: spotify.url,
    };
  });
  afterEach(() => {
    disk.unmount();
    home.remove();
  });

  it('refuses a first start in plain words, starts once there is room, and goes on after the disk was full', async () => {
    // What a first start lacks room for: its own files, the databases, the migrations.
    for (const room of [0, 8, 42]) {
      disk.fill(room);
      const refused = home.start({ environment });
      expect([room, await refused.ended]).toEqual([room, { code: 1, signal: null }]);
      expect(refused.logs).toMatch(/disk is full|No space left on device/);
      expect(refused.logs).not.toMatch(/^ +at /m);
      expect(await home.listening()).toEqual([]);
      const unfinished = readdirSync(data).filter((name) => /\.(new|tmp)$/.test(name));
      expect(unfinished).toEqual([]);
      disk.free();
    }
    const running = await home.run({ environment });
    const status = async (path: string): Promise<number> =>
      (await fetch(home.address + path, { signal: AbortSignal.timeout(10_000) })).status;
    disk.fill();
    const crashed = await crashPostgres();
    expect(crashed).toMatch(/terminat|No space left|closed|ECONN/i);
    await running.untilOutput('PostgreSQL exited');
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(503);
    await until(async () => {
      // The server that has died has left some room.
      disk.fill();
      await status('/');
      return running.logs.includes('api.log (ENOSPC). New lines are dropped until it works again.');
    }, "the API's log is reported");

    disk.free();
    await running.untilOutput('PostgreSQL is running again.');
    await until(async () => (await status('/health/ready')) === 200, 'the API is ready again', 60_000);
    const listener = new Client(home.address, spotify.control);
    await listener.signIn();
    expect(await listener.graphql('{ topArtists(limit: 1) { source } }')).toMatchObject({
      data: { topArtists: { source: 'SPOTIFY' } },
    });
    expect(running.logs).not.toMatch(/^ +at /m);
    expect(running.logs).not.toContain('API exited');
    expect(running.logs.match(/api\.log \(ENOSPC\)/g)).toHaveLength(1);
    expect(readFileSync(join(data, 'logs', 'api.log'), 'utf8')).toMatch(/^\d+ lines were dropped here\.$/m);
    expect(await running.stop()).toEqual({ code: 0, signal: null });
  }, 180_000);

  /** Has PostgreSQL ask for room until it has none: it cannot go on then. Returns how it ended our connection. */
  async function crashPostgres(): Promise<string> {
    const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
    const server = { host: '127.0.0.1', port: home.ports.EMBEDDED_POSTGRES_PORT, database: 'postgres' };
    const client = new Postgres({ ...server, user: 'headliner', password });
    client.on('error', () => undefined);
    await client.connect();
    try {
      for (let segment = 0; segment < 100; segment += 1) {
        await client.query("SELECT pg_logical_emit_message(false, 'test', 'x'), pg_switch_wal()");
      }
      return 'It found room for 100 segments.';
    } catch (error) {
      return String(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
});
