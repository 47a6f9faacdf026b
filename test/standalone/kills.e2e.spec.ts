import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningCommand } from '../support/command.js';
import { childOf, Home } from './standalone.js';

describe('npm start, when processes are killed', () => {
  let home: Home;
  let running: RunningCommand;

  beforeAll(async () => {
    home = await Home.open();
    running = await home.run();
  }, 90_000);
  afterAll(() => home.remove());

  it.each([
    ['api', 'API', 'PORT'],
    ['worker', 'Worker', 'WORKER_PORT'],
    ['simulator', 'Simulator', 'SIMULATOR_PORT'],
  ] as const)(
    'starts a killed %s again',
    async (app, name, port) => {
      const before = childOf(running.pid, app);
      process.kill(before, 'SIGKILL');
      await running.says(`${name} exited (signal SIGKILL). Restarting in 0.5 s.`);
      await running.says(`${name} is running again.`);
      expect(childOf(running.pid, app)).not.toBe(before);
      expect(await home.listening()).toContain(port);
    },
    60_000,
  );

  it('refuses a second start on the same data, and goes on', async () => {
    const other = await Home.open();
    const second = other.start({ environment: { DATA_DIR: home.data } });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.logs).toContain('DATA_DIR: another Headliner is using');
    expect((await fetch(`${home.address}/health/ready`)).status).toBe(200);
    other.remove();
  }, 60_000);

  it('leaves no process of ours behind when it is killed itself, and takes over at the next start', async () => {
    const children = (['api', 'worker', 'simulator'] as const).map((app) => childOf(running.pid, app));
    running.kill('SIGKILL');
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
    running = await home.run();
    expect(children.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(running.logs).toContain('Stopped a PostgreSQL that an earlier start had left running.');
    expect((await fetch(`${home.address}/health/ready`)).status).toBe(200);
    expect(await running.stop()).toEqual({ code: 0, signal: null });
    expect(await home.listening()).toEqual([]);
  }, 120_000);
});
