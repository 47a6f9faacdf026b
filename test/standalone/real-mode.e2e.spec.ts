import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningCommand } from '../support/command.js';
import { startSimulator, type Simulator } from '../support/simulators.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { Home, npmStart } from './standalone.js';

const MAIN = resolve('dist/apps/standalone/src/main.js');
const ORDINARY_USER = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
/** Only root can switch users, and the user must be able to read this checkout. */
const canSwitch = isRoot && spawnSync('test', ['-r', MAIN], ORDINARY_USER).status === 0;
const asOrdinaryUser = canSwitch || !isRoot ? it : it.skip;
const AS_ORDINARY_USER = [
  '--reuid',
  String(ORDINARY_USER.uid),
  '--regid',
  String(ORDINARY_USER.gid),
  '--clear-groups',
];

function credentialsAt(spotify: Simulator): Readonly<Record<string, string>> {
  return {
    SPOTIFY_CLIENT_ID: 'the-id-of-the-app',
    SPOTIFY_CLIENT_SECRET: 'the-secret-of-the-app',
    SPOTIFY_ACCOUNTS_URL: spotify.url,
    SPOTIFY_API_URL: spotify.url,
    // Whether this is demo mode follows from the credentials.
    DEMO: 'true',
  };
}

describe('npm start with Spotify credentials', () => {
  let home: Home;
  let spotify: Simulator;
  let running: RunningCommand;

  beforeAll(async () => {
    [home, spotify] = await Promise.all([Home.open(), startSimulator()]);
    if (canSwitch) chownSync(home.directory, ORDINARY_USER.uid, ORDINARY_USER.gid);
    running = await home.run({
      environment: credentialsAt(spotify),
      ...(canSwitch ? { command: ['setpriv', ...AS_ORDINARY_USER, 'node', MAIN] } : {}),
    });
  }, 120_000);
  afterAll(async () => {
    await spotify.close();
    home.remove();
  });

  it('prints the redirect URI, starts no simulator, and uses a database of its own', async () => {
    expect(running.logs).toContain(`${home.address}/auth/spotify/callback`);
    expect(running.logs).not.toContain('demo');
    expect(running.logs).not.toContain('the-secret-of-the-app');
    expect(await home.listening()).toEqual(['PORT', 'WORKER_PORT', 'EMBEDDED_POSTGRES_PORT']);
    const consent = await fetch(`${home.address}/auth/spotify`, { redirect: 'manual' });
    expect(consent.headers.get('location')).toContain(`${spotify.url}/authorize?`);
    // Spotify's addresses lead to this machine here, as those of an operator's own proxy do.
    expect(await (await fetch(home.address)).text()).toContain('data-mode="real"');
    const databases = await home.query(
      "SELECT datname FROM pg_database WHERE datname LIKE 'headliner%' ORDER BY datname",
    );
    expect(databases).toEqual([{ datname: 'headliner' }]);
  });

  asOrdinaryUser('keeps its databases in the data directory when an ordinary user runs it', () => {
    expect(home.postgres).toBe(join(home.data, 'postgres'));
    expect(running.logs).not.toContain('Databases');
    expect(statSync(home.data).uid).toBe(canSwitch ? ORDINARY_USER.uid : process.getuid?.());
    expect(statSync(home.data).gid).toBe(canSwitch ? ORDINARY_USER.gid : process.getgid?.());
  });

  it('ends in order on SIGTERM, and closes every port', async () => {
    expect(await running.stop()).toEqual({ code: 0, signal: null });
    expect(await home.listening()).toEqual([]);
  });
});

describe('npm start with Spotify credentials and a database', () => {
  let home: Home;
  let spotify: Simulator;
  let database: TestDatabase;
  let running: RunningCommand;

  beforeAll(async () => {
    [home, spotify, database] = await Promise.all([Home.open(), startSimulator(), createEmptyDatabase()]);
    const given = { DATABASE_URL: database.url, PUBLIC_URL: 'https://CHARTS.example.org:443/' };
    running = await home.run({ ...npmStart(), environment: { ...credentialsAt(spotify), ...given } });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([spotify.close(), database.drop()]);
    home.remove();
  });

  it('uses the database that it is given, and its public address', async () => {
    expect(await home.listening()).toEqual(['PORT', 'WORKER_PORT']);
    const consent = await fetch(`${home.address}/auth/spotify`, { redirect: 'manual' });
    const sent = new URL(consent.headers.get('location') ?? '').searchParams.get('redirect_uri');
    expect(/Redirect URI +(\S+)/.exec(running.logs)?.[1]).toBe(sent);
    expect(sent).toBe('https://charts.example.org/auth/spotify/callback');
  });

  it('stops within 10 s on Ctrl-C, which signals the whole process group', async () => {
    await home.expectStop(running, 'SIGINT', 'group');
  });

  it('keeps demo mode out of that database', async () => {
    const demo = home.start({ environment: { DATABASE_URL: database.url } });
    expect(await demo.ended).toEqual({ code: 1, signal: null });
    expect(demo.logs).toContain('this database holds real data');
  });
});
