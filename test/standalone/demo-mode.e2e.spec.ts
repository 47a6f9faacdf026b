import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import { addDays, dayOf } from '#charts';
import { Client } from '../support/client.js';
import type { RunningCommand } from '../support/command.js';
import { SimulatorControl } from '../support/simulators.js';
import { until } from '../support/until.js';
import { COVERAGE, coverageSince, daysInThePast } from './demo-history.js';
import { childOf, Home } from './standalone.js';

jest.setTimeout(120_000);

const TOP_ARTISTS =
  '{ viewer { displayName } topArtists(limit: 3) { source entries { rank artist { name } } } }';
const SECRETS = ['keyring.json', 'session-secret', 'postgres-password'];
const APPS = ['api', 'worker', 'simulator'] as const;

/** Three starts with the same data, the first two of which are killed. */
describe('npm start without Spotify credentials', () => {
  let home: Home;
  let simulator: SimulatorControl;
  let running: RunningCommand;
  let listener: Client;
  let coverage: unknown;
  let kept: string[];
  const read = (name: string): string => readFileSync(join(home.data, name), 'utf8').trim();

  beforeAll(async () => {
    home = await Home.open();
    simulator = new SimulatorControl(`http://127.0.0.1:${home.ports.SIMULATOR_PORT}`);
    listener = new Client(home.address, simulator);
  });
  afterAll(async () => {
    await running?.stop();
    home.remove();
  });

  it('completes the history of the demo for a first listener after a kill half-way, and sets the clock of the simulator right', async () => {
    const killed = home.start();
    await until(async () => (await daysInThePast(simulator)) > 0, 'the first day of the past', 60_000);
    const today = dayOf(new Date(), 'UTC');
    await until(async () => (await daysInThePast(simulator)) <= 120, 'half of the history', 60_000);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(killed.logs).not.toContain('Headliner is running');
    expect(await home.left(['PORT', 'WORKER_PORT', 'SIMULATOR_PORT'])).toEqual([]);

    // The API answers only when sign-in works and the history is complete.
    running = home.start();
    await until(async () => (await home.status()) === 200, 'the API is ready', 60_000);
    expect(await daysInThePast(simulator)).toBe(0);
    await listener.signIn();
    const { data, errors } = await listener.graphql(COVERAGE);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(coverageSince(addDays(today, -182)));
    coverage = data;
    await running.untilOutput('Ctrl-C');
    expect(running.logs).not.toMatch(/warning|error/i);
  });

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

  it('serves the top artists of a demo listener', async () => {
    const { data, errors } = await listener.graphql(TOP_ARTISTS);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      topArtists: { source: 'SPOTIFY', entries: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] },
    });
  });

  it('connects as an ordinary role that owns the database', async () => {
    const connections = await home.query<{
      role: string;
      database: string;
      privileged: boolean;
      owns: boolean;
    }>(`
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
    expect(names).toEqual(expect.arrayContaining([...SECRETS, 'simulator.json']));
    for (const name of names) {
      expect([name, statSync(join(home.data, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('prints and logs none of its secrets', () => {
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

  it.each([
    ['api', 'API', 'PORT'],
    ['worker', 'Worker', 'WORKER_PORT'],
    ['simulator', 'Simulator', 'SIMULATOR_PORT'],
  ] as const)('restarts a killed %s', async (app, name, port) => {
    const before = childOf(running.pid, app);
    process.kill(before, 'SIGKILL');
    await running.untilOutput(`${name} exited (signal SIGKILL). Restarting in 0.5 s.`);
    await running.untilOutput(`${name} is running again.`);
    expect(childOf(running.pid, app)).not.toBe(before);
    expect(await home.listening()).toContain(port);
  });

  it('refuses a second start on the same data, and the first keeps running', async () => {
    const other = await Home.open();
    const second = other.start({ environment: { DATA_DIR: home.data } });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.logs).toContain('DATA_DIR: another Headliner is using');
    expect(await home.status()).toBe(200);
    other.remove();
  });

  it('leaves no process behind when it is killed itself; the next start takes over, with the same history', async () => {
    const children = APPS.map((app) => childOf(running.pid, app));
    kept = SECRETS.map(read);
    running.kill('SIGKILL');
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
    running = await home.run();
    const left = (): number[] => children.filter((pid) => existsSync(`/proc/${pid}`));
    await until(() => left().length === 0, 'its API, worker and simulator end', 10_000);
    expect(running.logs).toContain('Stopped a PostgreSQL that an earlier start had left running.');
    expect(await home.status()).toBe(200);
    expect((await listener.graphql(COVERAGE)).data).toEqual(coverage);
  });

  it('has kept sign-ins, lists and the secrets for that start', async () => {
    const { data, errors } = await listener.graphql(TOP_ARTISTS);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { displayName: expect.any(String) },
      topArtists: { source: 'CACHE' },
    });
    expect(SECRETS.map(read)).toEqual(kept);
    const live = await listener.graphql('{ topArtists(limit: 100) { source } }');
    expect(live).toMatchObject({ data: { topArtists: { source: 'SPOTIFY' } } });
    await new Client(home.address, simulator).signIn();
  });

  it('exits on Ctrl-C within 10 s, and closes every port', async () => {
    expect(await home.listening()).toHaveLength(4);
    await home.expectStop(running, 'SIGINT', 'itself');
    expect(await running.ended).toEqual({ code: 0, signal: null });
  });
});
