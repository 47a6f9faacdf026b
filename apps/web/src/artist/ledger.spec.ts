import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from '../bump-chart/series.fixture.js';
import { computeLedger } from './ledger.js';

/** Snapshots on Mondays, a week apart. */
const weekly = (written: string) => points(written, '2026-06-01', 7);

it('finds the entry, the first day at the peak, and the last day on the chart', () => {
  expect(computeLedger(points('- . 9 4 . 2 2 5 - -'))).toMatchObject({
    rank: null,
    entryRank: 9,
    entryDay: '2026-06-03',
    peakRank: 2,
    peakDay: '2026-06-06',
    lastRank: 5,
    lastDay: '2026-06-08',
  });
});

it('has the rank of the newest snapshot, which may be older than the newest day', () => {
  expect(computeLedger(points('3 4 . .'))?.rank).toBe(4);
});

it.each([
  ['3 2 4', { total: 3, current: 3, longest: 3 }],
  ['3 2 4 - 5', { total: 4, current: 1, longest: 3 }],
  ['3 2 4 -', { total: 3, current: 0, longest: 3 }],
  ['3 . . 2', { total: 2, current: 2, longest: 2 }],
])(
  'counts the weeks on the chart of %s; a week without a snapshot does not break a run',
  (written, weeks) => {
    expect(computeLedger(weekly(written))?.onChart).toEqual(weeks);
  },
);

it('counts weeks and days at number one', () => {
  expect(computeLedger(weekly('1 1 2 1 .'))).toMatchObject({
    atNumberOne: { total: 3, current: 1, longest: 2 },
    daysAtNumberOne: 3,
  });
  // Number one on Tuesday and Wednesday, but not in the last snapshot of the week.
  expect(computeLedger(points('2 1 1 2'))).toMatchObject({
    atNumberOne: { total: 0, current: 0, longest: 0 },
    daysAtNumberOne: 2,
  });
});

it('is null for an artist who was never on the chart', () => {
  expect(computeLedger(points('- . -'))).toBeNull();
  expect(computeLedger([])).toBeNull();
});

it('has no run longer than all weeks, and no number one without a peak of 1', () => {
  fc.assert(
    fc.property(anyPoints, (days) => {
      const ledger = computeLedger(days);
      if (!ledger) return;
      for (const { total, current, longest } of [ledger.onChart, ledger.atNumberOne]) {
        expect(current).toBeLessThanOrEqual(longest);
        expect(longest).toBeLessThanOrEqual(total);
      }
      expect(ledger.daysAtNumberOne > 0).toBe(ledger.peakRank === 1);
      expect(ledger.peakRank).toBeLessThanOrEqual(Math.min(ledger.entryRank, ledger.lastRank));
    }),
  );
});
