import { beforeEach, describe, expect, it } from '@jest/globals';
import { BusyLists } from './busy-lists.js';

let now: number;
let lists: BusyLists<{ name: string; bytes?: number }>;
beforeEach(() => {
  now = 1_000;
  lists = new BusyLists(
    ({ bytes = 0 }) => bytes,
    () => now,
  );
});

/** How often it has to be looked up when it is asked for so often, each time so many milliseconds later. */
function lookUps(times: number, apartMs: number, key = 'one'): number {
  let count = 0;
  for (let time = 0; time < times; time += 1) {
    if (lists.find(key) === null) {
      count += 1;
      lists.note(key, { name: `found ${count}` }, now);
    }
    now += apartMs;
  }
  return count;
}

describe('lists that are asked for', () => {
  it('are looked up every time, as long as it is now and then', () => {
    expect(lookUps(20, 1)).toBe(20);
  });

  it('are looked up for each, whoever else is in a hurry', () => {
    lookUps(100, 1);
    expect(lookUps(20, 1, 'other')).toBe(20);
  });

  it('are looked up twenty times in half a second, however often they are asked for', () => {
    expect(lookUps(500, 1)).toBe(20);
    expect(lookUps(1, 0)).toBe(0);
    now += 1;
    expect(lookUps(500, 1)).toBe(20);
  });

  it('are told with their age, and are those that were found last', () => {
    lookUps(20, 0);
    now += 300;
    expect(lists.find('one')).toEqual({ value: { name: 'found 20' }, agoMs: 300 });
  });

  it('are looked up again once there are others', () => {
    lookUps(100, 0);
    lists.forget('one');
    expect(lists.find('one')).toBeNull();
  });

  it('are kept within so many bytes', () => {
    const keys = Array.from({ length: 20 }, (_, at) => `list ${at}`);
    for (const key of keys) {
      for (let time = 0; time < 20; time += 1) lists.find(key);
      lists.note(key, { name: key, bytes: 1_000_000 }, now);
    }
    expect(keys.filter((key) => lists.find(key) !== null)).toEqual(keys.slice(-8));
  });

  it('are not found before anything was', () => {
    for (let time = 0; time < 100; time += 1) expect(lists.find('one')).toBeNull();
  });
});
