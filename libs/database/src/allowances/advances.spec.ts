import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Advance, Advances } from './advances.js';

const KEY = '1/QUERY_COST';
const taken: Advance = { left: 0, spent: 10, free: 10_000, second: 7 };
let now: number;
let advances: Advances;
beforeEach(() => {
  now = 5_000;
  advances = new Advances(() => now);
});

/** As if so much had been taken again and again, without a pause. */
function openOften(advance: Advance, times = 20): Advance {
  for (let time = 1; time < times; time += 1) advances.open(KEY, taken);
  return advances.open(KEY, advance);
}

describe('how much is taken ahead', () => {
  it('is nothing for who comes now and then, or after a while', () => {
    expect(advances.size(KEY, 10)).toBe(0);
    openOften(taken, 19);
    now += 10;
    expect(advances.size(KEY, 10)).toBe(0);
    advances.open(KEY, taken);
    now += 251;
    expect(advances.size(KEY, 10)).toBe(0);
    now += 250;
    advances.open(KEY, taken);
    now += 10;
    expect(advances.size(KEY, 10)).toBe(0);
  });

  it('is what the pace uses up in a quarter of a second', () => {
    openOften(taken);
    now += 10;
    expect(advances.size(KEY, 10)).toBe(250);
  });

  it('is a sixteenth of what is left at most, and nothing where that saves no statement', () => {
    openOften({ ...taken, free: 640 });
    now += 1;
    expect(advances.size(KEY, 40)).toBe(40);
    expect(advances.size(KEY, 41)).toBe(0);
  });
});

describe('what was taken ahead', () => {
  it('is spent to the last, within half a second, by whom it was taken for', () => {
    advances.open(KEY, { ...taken, left: 25 });
    expect([10, 10, 10, 5].map((amount) => advances.spend(KEY, amount))).toEqual([true, true, false, true]);
    advances.open(KEY, { ...taken, left: 25 });
    expect(advances.spend('2/QUERY_COST', 1)).toBe(false);
    now += 501;
    expect(advances.spend(KEY, 1)).toBe(false);
  });

  it('is given back once: with the next statement, or when its time is over', () => {
    const first = advances.open(KEY, { ...taken, left: 25 });
    advances.spend(KEY, 10);
    expect(advances.close(KEY)).toEqual({ amount: 15, second: 7 });
    expect(advances.end(KEY, first).amount).toBe(0);
    const second = advances.open(KEY, { ...taken, left: 25 });
    expect(advances.end(KEY, second)).toEqual({ amount: 25, second: 7 });
    expect(advances.close(KEY).amount).toBe(0);
    expect(advances.size(KEY, 1)).toBe(0);
  });

  it('is not ended by the time of one that it has replaced', () => {
    const first = advances.open(KEY, { ...taken, left: 25 });
    advances.open(KEY, { ...taken, left: 30 });
    expect(advances.end(KEY, first).amount).toBe(0);
    expect(advances.spend(KEY, 30)).toBe(true);
  });

  it('is either spent or given back, whatever happens in whatever order', () => {
    const step = fc.record({
      wait: fc.nat(300),
      amount: fc.integer({ min: 1, max: 50 }),
      close: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.nat(500), fc.array(step), (left, steps) => {
        advances.open(KEY, { ...taken, left });
        let accounted = 0;
        for (const { wait, amount, close } of steps) {
          now += wait;
          if (close) accounted += advances.close(KEY).amount;
          else if (advances.spend(KEY, amount)) accounted += amount;
        }
        expect(accounted + advances.close(KEY).amount).toBe(left);
      }),
    );
  });
});
