import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, dayOf } from '#charts';
import { Client } from '../support/client.js';
import type { RunningCommand } from '../support/command.js';
import { SimulatorControl } from '../support/simulators.js';
import { until } from '../support/until.js';
import { childOf, Home } from './standalone.js';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;
const COVERAGE = `{ viewer { connection { status }
  short: coverage(range: SHORT_TERM) { ...all } medium: coverage(range: MEDIUM_TERM) { ...all } long: coverage(range: LONG_TERM) { ...all } } }
  fragment all on Coverage { since snapshotCount gapCount gaps(first: 100) { day reason } }`;

describe('npm start in demo mode, when processes are killed', () => {
  let home: Home;
  let simulator: SimulatorControl;
  let running: RunningCommand;
  let coverage: unknown;

  beforeAll(async () => {
    home = await Home.open();
    simulator = new SimulatorControl(`http://127.0.0.1:${home.ports.SIMULATOR_PORT}`);
  });
  afterAll(async () => {
    await running?.stop();
    home.remove();
  });

  async function listener(): Promise<Client> {
    const client = new Client(home.address, simulator);
    await client.signIn();
    return client;
  }

  async function daysInThePast(): Promise<number> {
    const clock = await simulator.clock().catch(() => new Date());
    return Math.round((Date.now() - clock.getTime()) / DAY_MS);
  }

  async function statusOfApi(): Promise<number | undefined> {
    return (await fetch(`${home.address}/health/ready`).catch(() => undefined))?.status;
  }

  it('completes the history of the demo after a kill half-way, and sets the clock of the simulator right', async () => {
    const killed = home.start();
    await until(async () => (await daysInThePast()) > 0, 'the first day of the past', 60_000);
    const today = dayOf(new Date(), 'UTC');
    await until(async () => (await daysInThePast()) <= 120, 'half of the history', 60_000);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(killed.logs).not.toContain('Headliner is running');
    expect(await home.left(['PORT', 'WORKER_PORT', 'SIMULATOR_PORT'])).toEqual([]);

    // The API answers only when sign-in works and the history is complete.
    running = home.start();
    await until(async () => (await statusOfApi()) === 200, 'the API is ready', 60_000);
    expect(await daysInThePast()).toBe(0);
    const { data, errors } = await (await listener()).graphql(COVERAGE);
    expect(errors).toBeUndefined();
    const since = addDays(today, -182);
    expect(data).toMatchObject({
      viewer: {
        connection: { status: 'ACTIVE' },
        short: { since, snapshotCount: 175, gapCount: 7 },
        medium: { since, snapshotCount: 174, gapCount: 8 },
        long: { since, snapshotCount: 175, gapCount: 7 },
      },
    });
    coverage = data;
    await running.untilOutput('Ctrl-C');
    expect(running.logs).not.toMatch(/warning|error/i);
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
    expect(await statusOfApi()).toBe(200);
    other.remove();
  });

  it('leaves no process behind when it is killed itself; the next start takes over, with the same history', async () => {
    const children = (['api', 'worker', 'simulator'] as const).map((app) => childOf(running.pid, app));
    running.kill('SIGKILL');
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
    running = await home.run();
    expect(children.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(running.logs).toContain('Stopped a PostgreSQL that an earlier start had left running.');
    expect(await statusOfApi()).toBe(200);
    expect((await (await listener()).graphql(COVERAGE)).data).toEqual(coverage);
    expect(await running.stop()).toEqual({ code: 0, signal: null });
    expect(await home.listening()).toEqual([]);
  });
});
