import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dayOf } from '#charts';
import { SimulatorControl } from '#simulator';
import { Client } from '../support/client.js';
import type { RunningCommand } from '../support/command.js';
import { until } from '../support/until.js';
import { Home } from './standalone.js';

const DAY_MS = 86_400_000;
const COVERAGE = `{ viewer { connection { status }
  short: coverage(range: SHORT_TERM) { ...all } medium: coverage(range: MEDIUM_TERM) { ...all } long: coverage(range: LONG_TERM) { ...all } } }
  fragment all on Coverage { since snapshotCount gapCount gaps(first: 100) { day reason } }`;

describe('the history that demo mode begins with', () => {
  let home: Home;
  let simulator: SimulatorControl;
  let today: string;
  let running: RunningCommand;

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

  it('is whole although its first making was killed, and the simulator is back from the past', async () => {
    const killed = home.start();
    await until(async () => (await daysInThePast()) > 0, 'the first day of the past', 60_000);
    today = dayOf(new Date(), 'UTC');
    await until(async () => (await daysInThePast()) <= 120, 'a past that is half made', 60_000);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(killed.logs).not.toContain('Headliner is running');
    expect(await home.left(['PORT', 'WORKER_PORT', 'SIMULATOR_PORT'])).toEqual([]);

    // The API answers for the first time when sign-in works and the history is whole.
    running = home.start();
    const isReady = async (): Promise<boolean> => {
      const answer = await fetch(`${home.address}/health/ready`).catch(() => undefined);
      return answer?.status === 200;
    };
    await until(isReady, 'an API that says it is ready', 60_000);
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
    await running.says('Ctrl-C');
    expect(running.logs).not.toMatch(/warning|error/i);
  }, 120_000);

  it('is left alone by the next start', async () => {
    const before = await (await listener()).graphql(COVERAGE);
    expect(await running.stop()).toEqual({ code: 0, signal: null });
    running = await home.run();
    expect(await (await listener()).graphql(COVERAGE)).toEqual(before);
  }, 90_000);
});
