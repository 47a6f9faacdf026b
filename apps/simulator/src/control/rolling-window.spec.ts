import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RollingWindow } from './traffic.js';

test('RollingWindow admits every call without a limit', () => {
  const window = new RollingWindow(() => 0);
  expect(Array.from({ length: 1000 }, () => window.admit()).every((wait) => wait === 0)).toBe(true);
});

test('RollingWindow returns the wait in whole seconds, rounded up', () => {
  let now = 0;
  const window = new RollingWindow(() => now);
  window.limit({ requests: 2, perSeconds: 30 });
  expect(window.admit()).toBe(0);
  now = 10_500;
  expect(window.admit()).toBe(0);
  expect(window.admit()).toBe(20);
  now = 29_999;
  expect(window.admit()).toBe(1);
  now = 30_000;
  expect(window.admit()).toBe(0);
  expect(window.admit()).toBe(11);
});

test('RollingWindow never admits more than the limit, and admits a caller who waited', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: 8 }), (gaps, requests) => {
      let now = 0;
      const window = new RollingWindow(() => now);
      window.limit({ requests, perSeconds: 30 });
      const admitted: number[] = [];
      for (const gap of gaps) {
        now += gap;
        const wait = window.admit();
        if (wait > 0) {
          now += wait * 1000;
          expect(window.admit()).toBe(0);
        }
        admitted.push(now);
      }
      for (const time of admitted) {
        expect(admitted.filter((other) => other > time - 30_000 && other <= time).length).toBeLessThanOrEqual(
          requests,
        );
      }
    }),
  );
});
