import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { keepRunning, type Running } from './keep-running.js';

const BACK_OFF_MS = { first: 20, longest: 80, healthy: 60_000 };

/** Something that can be made to end, and that counts its starts. */
class Fixture extends EventEmitter {
  starts = 0;
  fails = false;
  readonly said: string[] = [];
  readonly options = {
    name: 'Fixture',
    start: () => this.start(),
    say: (text: string) => void this.said.push(text),
    backOffMs: BACK_OFF_MS,
  };
  private end = (_how: string): void => undefined;

  die(how: string): void {
    this.end(how);
  }

  private start(): Promise<Running> {
    this.starts += 1;
    this.emit('start');
    if (this.fails) return Promise.reject(new Error('no'));
    const ended = new Promise<string>((resolve) => (this.end = resolve));
    return Promise.resolve({ ended, stop: async () => this.end('stopped') });
  }
}

describe('keeping something running', () => {
  const never = new AbortController().signal;

  it('starts it again when it ends, and not when it is stopped', async () => {
    const fixture = new Fixture();
    const kept = await keepRunning(fixture.options, never);
    const again = once(fixture, 'start');
    fixture.die('signal SIGKILL');
    await again;
    await kept.stop();
    expect(fixture.starts).toBe(2);
    expect(fixture.said).toEqual([
      'Fixture ended (signal SIGKILL). It is started again in 0.02 s.',
      'Fixture is running again.',
    ]);
  });

  it('waits twice as long each time, to a limit', async () => {
    const fixture = new Fixture();
    const kept = await keepRunning(fixture.options, never);
    fixture.fails = true;
    fixture.die('exit code 1');
    while (fixture.starts < 6) await once(fixture, 'start');
    await kept.stop();
    const waits = fixture.said.map((text) => /again in ([\d.]+) s/.exec(text)?.[1]);
    expect(waits.slice(0, 5)).toEqual(['0.02', '0.04', '0.08', '0.08', '0.08']);
  });

  it('begins with the short wait again after a healthy while', async () => {
    const fixture = new Fixture();
    const kept = await keepRunning({ ...fixture.options, backOffMs: { ...BACK_OFF_MS, healthy: 0 } }, never);
    for (let death = 0; death < 3; death += 1) {
      const again = once(fixture, 'start');
      fixture.die('exit code 1');
      await again;
      await new Promise(setImmediate);
    }
    await kept.stop();
    const waits = fixture.said.map((text) => /again in ([\d.]+) s/.exec(text)?.[1]).filter(Boolean);
    expect(waits).toEqual(['0.02', '0.02', '0.02']);
  });

  it('tells when the first start fails', async () => {
    const fixture = new Fixture();
    fixture.fails = true;
    await expect(keepRunning(fixture.options, never)).rejects.toThrow('no');
    expect(fixture.starts).toBe(1);
  });
});
