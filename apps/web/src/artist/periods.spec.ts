import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyPoints, points } from '../bump-chart/series.fixture.js';
import { alignDays, groupByPeriod } from './periods.js';

const shown = (given: ReturnType<typeof points>) =>
  given.map(({ day, rank, observed }) => `${day.slice(5)} ${observed ? (rank ?? '-') : '.'}`);

it('takes the last snapshot of each week, even if the artist is not in it', () => {
  // 2026-06-04 is a Thursday.
  const days = points('3 2 . 1  4 - . . . . .  . . . . . . .  - 5'.replaceAll(/ +/g, ' '), '2026-06-04');
  expect(shown(groupByPeriod(days, 'WEEK'))).toEqual(['06-07 1', '06-09 -', '06-21 .', '06-23 5']);
});

it('groups by month, and leaves days as they are', () => {
  const days = points('3 . 5 7', '2026-06-29');
  expect(shown(groupByPeriod(days, 'MONTH'))).toEqual(['06-29 3', '07-02 7']);
  expect(groupByPeriod(days, 'DAY')).toEqual(days);
});

it('gives all ranges the same days, without a snapshot where a range has none', () => {
  const [short, long] = alignDays([
    { range: 'SHORT_TERM', days: points('- 4 3 .', '2026-06-01') },
    { range: 'LONG_TERM', days: points('9 .', '2026-06-03') },
  ]);
  expect(shown([...(short?.days ?? [])])).toEqual(['06-01 -', '06-02 4', '06-03 3']);
  expect(shown([...(long?.days ?? [])])).toEqual(['06-01 .', '06-02 .', '06-03 9']);
});

it('starts two weeks before the first day on a chart', () => {
  const [only] = alignDays([{ range: 'SHORT_TERM', days: points(`${'- '.repeat(100)}8 7`, '2026-01-01') }]);
  expect(only?.days).toHaveLength(16);
  expect(only?.days.at(-1)?.rank).toBe(7);
});

it('has no days without a snapshot of any range', () => {
  expect(alignDays([{ range: 'SHORT_TERM', days: [] }])).toEqual([{ range: 'SHORT_TERM', days: [] }]);
});

it('keeps every rank of every range', () => {
  fc.assert(
    fc.property(anyPoints, anyPoints, (one, other) => {
      const given = [
        { range: 'SHORT_TERM' as const, days: one },
        { range: 'LONG_TERM' as const, days: other },
      ];
      const count = (all: readonly { days: readonly { rank: number | null }[] }[]) =>
        all.flatMap(({ days }) => days).filter(({ rank }) => rank !== null).length;
      const aligned = alignDays(given);
      expect(count(aligned)).toBe(count(given));
      expect(aligned[0]?.days.map(({ day }) => day)).toEqual(aligned[1]?.days.map(({ day }) => day));
    }),
  );
});
