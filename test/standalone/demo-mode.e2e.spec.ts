import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { z } from 'zod';
import { SimulatorControl } from '../support/simulators.js';
import { Client } from '../support/client.js';
import type { RunningCommand } from '../support/command.js';
import { Home } from './standalone.js';

const TOP_ARTISTS =
  '{ viewer { displayName } topArtists(limit: 3) { source entries { rank artist { name } } } }';

describe('npm start without Spotify credentials', () => {
  let home: Home;
  let running: RunningCommand;
  let listener: Client;

  beforeAll(async () => {
    home = await Home.open();
    running = await home.run();
    listener = new Client(
      home.address,
      new SimulatorControl(`http://127.0.0.1:${home.ports.SIMULATOR_PORT}`),
    );
  }, 90_000);
  afterAll(() => home.remove());

  it('prints the address, how to sign in, where the data is and how to stop', () => {
    for (const text of [
      'demo mode',
      home.address,
      `${home.address}/graphiql`,
      'Sign in',
      home.data,
      'Ctrl-C',
    ]) {
      expect(running.logs).toContain(text);
    }
    expect(running.logs).not.toMatch(/warning|error/i);
  });

  it('signs in a demo listener and serves their top artists', async () => {
    await listener.signIn();
    const { data, errors } = await listener.graphql(TOP_ARTISTS);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      topArtists: { source: 'SPOTIFY', entries: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] },
    });
  });

  it('connects as an ordinary role that owns the database', async () => {
    const connections = await query<{ role: string; database: string; privileged: boolean; owns: boolean }>(`
      SELECT usename AS role, activity.datname AS database,
             rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS privileged,
             datdba = usesysid AS owns
        FROM pg_stat_activity AS activity
        JOIN pg_roles ON pg_roles.oid = usesysid
        JOIN pg_database ON pg_database.oid = datid
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`);
    // The API, the worker and its queue.
    expect(connections.length).toBeGreaterThanOrEqual(2);
    const ordinary = { role: 'headliner_app', database: 'headliner_demo', privileged: false, owns: true };
    expect(connections).toEqual(connections.map(() => ordinary));
  });

  it('names the demo on its pages, and shows the artwork of its simulator', async () => {
    const response = await fetch(home.address);
    expect(await response.text()).toContain('data-mode="demo"');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(new RegExp(`img-src [^;]*http://127.0.0.1:${home.ports.SIMULATOR_PORT}`));
  });

  it('limits data and secrets to their owner', () => {
    // PostgreSQL's user may traverse the directory, which contains the databases.
    expect(statSync(home.data).mode & 0o777).toBe(0o711);
    expect(home.postgres).toBe(join(home.data, 'postgres'));
    expect(running.logs).not.toContain('Databases');
    const names = readdirSync(home.data);
    expect(names).toEqual(
      expect.arrayContaining(['keyring.json', 'session-secret', 'postgres-password', 'simulator.json']),
    );
    for (const name of names) {
      expect([name, statSync(join(home.data, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('prints and logs none of its secrets', () => {
    const read = (name: string) => readFileSync(join(home.data, name), 'utf8').trim();
    const { keys } = z
      .object({ keys: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('keyring.json')));
    const [, signature = ''] = decodeURIComponent(listener.cookie).split('.');
    const secrets = [read('postgres-password'), read('session-secret'), ...Object.values(keys), signature];
    expect(secrets.every((secret) => secret.length >= 16)).toBe(true);
    const names = readdirSync(join(home.data, 'logs'));
    expect(names).toEqual(
      expect.arrayContaining(
        ['api', 'worker', 'simulator', 'migrate', 'postgres'].map((name) => `${name}.log`),
      ),
    );
    for (const name of names) {
      const log = read(join('logs', name));
      expect(log).not.toBe('');
      expect([name, secrets.filter((secret) => log.includes(secret))]).toEqual([name, []]);
    }
    expect(secrets.filter((secret) => running.logs.includes(secret))).toEqual([]);
  });

  it('exits on Ctrl-C within 10 s, and closes every port', async () => {
    expect(await home.listening()).toHaveLength(4);
    const began = performance.now();
    running.kill('SIGINT');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await home.listening()).toEqual([]);
  });

  it('keeps sign-ins, lists and the secrets for the next start', async () => {
    const secrets = ['keyring.json', 'session-secret', 'postgres-password'].map((name) =>
      join(home.data, name),
    );
    const before = secrets.map((file) => readFileSync(file, 'utf8'));
    running = await home.run();
    const { data, errors } = await listener.graphql(TOP_ARTISTS);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { displayName: expect.any(String) },
      topArtists: { source: 'CACHE' },
    });
    expect(secrets.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
    const live = await listener.graphql('{ topArtists(limit: 100) { source } }');
    expect(live).toMatchObject({ data: { topArtists: { source: 'SPOTIFY' } } });
    expect(await running.stop()).toEqual({ code: 0, signal: null });
  }, 90_000);

  async function query<Row>(statement: string): Promise<Row[]> {
    const password = readFileSync(join(home.data, 'postgres-password'), 'utf8').trim();
    const server = { host: '127.0.0.1', port: home.ports.EMBEDDED_POSTGRES_PORT, database: 'postgres' };
    const client = new Postgres({ ...server, user: 'headliner', password });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  }
});
