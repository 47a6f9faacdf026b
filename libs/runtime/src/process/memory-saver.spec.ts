import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemorySaver, type ProcessMemory } from './memory-saver.js';

const MB = 1_000_000;
const SIZE = 180;

/** A process of any size, in MB. */
class Memory implements ProcessMemory {
  size = 150;
  saving = false;
  /** How often saving was begun. */
  begun = 0;
  private callback: (() => void) | null = null;

  resident(): number {
    return this.size * MB;
  }

  save(on: boolean): void {
    this.saving = on;
    if (on) this.begun += 1;
  }

  onFullCollection(callback: () => void): () => void {
    this.callback = callback;
    return () => (this.callback = null);
  }

  get isObserved(): boolean {
    return this.callback !== null;
  }

  /** Collects, and is as large as this afterwards. */
  collect(size: number): void {
    this.size = size;
    this.callback?.();
  }
}

describe('the memory saver', () => {
  let memory: Memory;
  let saver: MemorySaver;
  beforeEach(() => {
    jest.useFakeTimers();
    memory = new Memory();
    saver = new MemorySaver(SIZE * MB, memory);
  });
  afterEach(() => {
    saver.stop();
    jest.useRealTimers();
  });

  /** The next look sees this size. */
  function grow(size: number): void {
    memory.size = size;
    jest.advanceTimersByTime(100);
  }

  it('lets a process be that is no larger than it should be', () => {
    grow(SIZE);
    expect([memory.saving, memory.isObserved]).toEqual([false, false]);
  });

  it('saves from a larger one on, until it has shrunk', () => {
    grow(181);
    expect(memory.saving).toBe(true);
    grow(175);
    expect(memory.saving).toBe(true);
    grow(169);
    expect([memory.saving, memory.isObserved]).toEqual([false, false]);
  });

  it('goes on while nothing has been collected, however long that takes', () => {
    grow(190);
    jest.advanceTimersByTime(3_600_000);
    expect([memory.saving, memory.begun]).toEqual([true, 1]);
  });

  it('gives up what four full collections have not given back, until there is more to be had', () => {
    grow(230);
    for (let time = 0; time < 3; time += 1) memory.collect(225);
    grow(225);
    expect(memory.saving).toBe(true);
    memory.collect(225);
    grow(225);
    expect(memory.saving).toBe(false);
    grow(237);
    expect(memory.saving).toBe(false);
    grow(238);
    expect([memory.saving, memory.begun]).toEqual([true, 2]);
  });

  it('begins again once the process is too large again', () => {
    grow(190);
    grow(150);
    grow(SIZE);
    expect(memory.begun).toBe(1);
    grow(181);
    expect([memory.saving, memory.begun]).toEqual([true, 2]);
  });

  it('leaves V8 as it was when it is stopped', () => {
    grow(190);
    saver.stop();
    expect([memory.saving, memory.isObserved, jest.getTimerCount()]).toEqual([false, false, 0]);
  });
});
