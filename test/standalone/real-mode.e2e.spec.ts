import { Client as Postgres } from 'pg';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../support/simulators.js';
import { createEmptyDatabase } from '../support/test-database.js';
import { Home } from './standalone.js';

describe('npm start with Spotify credentials', () => {
  let home: Home;
  let spotify: Simulator;
  let credentials: Readonly<Record<string, string>>;

  beforeAll(async () => {
    [home, spotify] = await Promise.all([Home.open(), startSimulator()]);
    credentials = {
      SPOTIFY_CLIENT_ID: 'the-id-of-the-app',
      SPOTIFY_CLIENT_SECRET: 'the-secret-of-the-app',
      SPOTIFY_ACCOUNTS_URL: spotify.url,
      SPOTIFY_API_URL: spotify.url,
      // Whether this is demo mode follows from the credentials.
      DEMO: 'true',
    };
  });
  afterAll(async () => {
    await spotify.close();
    home.remove();
  });

  it('prints the redirect URI, starts no simulator, and uses a database of its own', async () => {
    const running = await home.run({ environment: credentials });
    expect(running.logs).toContain(`${home.address}/auth/spotify/callback`);
    expect(running.logs).not.toContain('demo');
    expect(running.logs).not.toContain('the-secret-of-the-app');
    expect(await home.listening()).toEqual(['PORT', 'WORKER_PORT', 'EMBEDDED_POSTGRES_PORT']);
    const consent = await fetch(`${home.address}/auth/spotify`, { redirect: 'manual' });
    expect(consent.headers.get('location')).toContain(`${spotify.url}/authorize?`);
    // Spotify's addresses lead to this machine here, as those of an operator's own proxy do.
    expect(await (await fetch(home.address)).text()).toContain('data-mode="real"');
    expect(await databasesOf(home)).toEqual(['headliner']);
    await running.stop();
  }, 120_000);

  it('uses the database that it is given, and keeps demo mode out of it and out of others', async () => {
    const database = await createEmptyDatabase();
    const environment = {
      ...credentials,
      DATABASE_URL: database.url,
      PUBLIC_URL: 'https://CHARTS.example.org:443/',
    };
    const running = await home.run({ environment });
    expect(await home.listening()).toEqual(['PORT', 'WORKER_PORT']);
    const consent = await fetch(`${home.address}/auth/spotify`, { redirect: 'manual' });
    const sent = new URL(consent.headers.get('location') ?? '').searchParams.get('redirect_uri');
    expect(/Redirect URI +(\S+)/.exec(running.logs)?.[1]).toBe(sent);
    expect(sent).toBe('https://charts.example.org/auth/spotify/callback');
    await running.stop();

    const demo = home.start({ environment: { DATABASE_URL: database.url } });
    expect(await demo.ended).toEqual({ code: 1, signal: null });
    expect(demo.logs).toContain('this database holds real data');
    await database.drop();
  }, 120_000);

  async function databasesOf({ data, ports }: Home): Promise<string[]> {
    const password = readFileSync(join(data, 'postgres-password'), 'utf8').trim();
    const server = { host: '127.0.0.1', port: ports.EMBEDDED_POSTGRES_PORT, database: 'postgres' };
    const client = new Postgres({ ...server, user: 'headliner', password });
    await client.connect();
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'headliner%' ORDER BY datname",
    );
    await client.end();
    return rows.map(({ datname }) => datname);
  }
});
