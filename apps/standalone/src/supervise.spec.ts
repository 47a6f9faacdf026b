import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { supervise, type SupervisedProcess } from './supervise.js';

const BACKOFF_MS = { first: 20, longest: 80, healthy: 60_000 };

/** A process that exits on demand and counts its starts. */
class FakeProcess extends EventEmitter {
  starts = 0;
  fails = false;
  readonly printed: string[] = [];
  readonly options = {
    name: 'Fixture',
    start: () => this.start(),
    print: (text: string) => void this.printed.push(text),
    backoffMs: BACKOFF_MS,
  };
  private settle = (_how: string): void => undefined;

  exit(how: string): void {
    this.settle(how);
  }

  private start(): Promise<SupervisedProcess> {
    this.starts += 1;
    this.emit('start');
    if (this.fails) return Promise.reject(new Error('no.'));
    const exited = new Promise<string>((resolve) => (this.settle = resolve));
    return Promise.resolve({ exited, stop: async () => this.settle('stopped') });
  }
}

describe('supervise', () => {
  const never = new AbortController().signal;

  it('restarts a process that exits, but not one that was stopped', async () => {
    const fake = new FakeProcess();
    const supervisor = await supervise(fake.options, never);
    const restarted = once(fake, 'start');
    fake.exit('signal SIGKILL');
    await restarted;
    await supervisor.stop();
    expect(fake.starts).toBe(2);
    expect(fake.printed).toEqual([
      'Fixture exited (signal SIGKILL). Restarting in 0.02 s.',
      'Fixture is running again.',
    ]);
  });

  it('doubles the delay up to a maximum while restarts fail', async () => {
    const fake = new FakeProcess();
    const supervisor = await supervise(fake.options, never);
    fake.fails = true;
    fake.exit('exit code 1');
    while (fake.starts < 6) await once(fake, 'start');
    await supervisor.stop();
    const delays = fake.printed.map((text) => /Restarting in ([\d.]+) s/.exec(text)?.[1]);
    expect(delays.slice(0, 5)).toEqual(['0.02', '0.04', '0.08', '0.08', '0.08']);
  });

  it('resets the delay after a healthy run', async () => {
    const fake = new FakeProcess();
    const supervisor = await supervise({ ...fake.options, backoffMs: { ...BACKOFF_MS, healthy: 0 } }, never);
    for (let exit = 0; exit < 3; exit += 1) {
      const restarted = once(fake, 'start');
      fake.exit('exit code 1');
      await restarted;
      await new Promise(setImmediate);
    }
    await supervisor.stop();
    const delays = fake.printed.map((text) => /Restarting in ([\d.]+) s/.exec(text)?.[1]).filter(Boolean);
    expect(delays).toEqual(['0.02', '0.02', '0.02']);
  });

  it('rejects when the first start fails', async () => {
    const fake = new FakeProcess();
    fake.fails = true;
    await expect(supervise(fake.options, never)).rejects.toThrow('no.');
    expect(fake.starts).toBe(1);
  });
});
