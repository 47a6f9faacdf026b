import { describe, expect, test } from '@jest/globals';
import { letterOf, numberOf, written } from '../history/history.fixture.js';
import type { History } from '../history/history.js';
import { rankYearEnd, type YearEndScore, yearEndScores } from './year-end.js';

/** Returns the year-end chart as `rank artist points weeks weeksAtNumberOne peak`, with the letters as artist ids. */
function chart(history: History, year: number): string[] {
  return rankYearEnd(yearEndScores(history, year).scores, letterOf).map(
    ({ rank, artist, points, weeks, weeksAtNumberOne, peakRank }) =>
      `${rank} ${letterOf(artist)} ${points} ${weeks} ${weeksAtNumberOne} ${peakRank}`,
  );
}

describe('year-end scores', () => {
  test('are 50 points for rank 1 in a weekly chart, and one less for each lower rank', () => {
    const history = written({ '2026-11-08': 'ABC', '2026-11-15': 'BA' });
    // Both A and B have 50 + 49; they are ordered by id, and C has 48.
    expect(chart(history, 2026)).toEqual(['1 A 99 2 1 1', '2 B 99 2 1 1', '3 C 48 1 0 3']);
  });

  test('use the last snapshot of each week, and count weeks with a snapshot', () => {
    const history = written({
      '2026-11-02': 'XA',
      '2026-11-08': 'A', // the same week: X does not count
      '2026-11-23': 'AB', // two weeks later
    });
    expect(yearEndScores(history, 2026).weeksCounted).toBe(2);
    expect(chart(history, 2026)).toEqual(['1 A 100 2 2 1', '2 B 49 1 0 2']);
  });

  test('use the weeks of the ISO year, of which 2026 has 53', () => {
    const history = written({
      '2025-12-28': 'A', // Sunday of the last week of 2025
      '2025-12-29': 'B', // Monday of the first of 2026
      '2027-01-03': 'C', // Sunday of week 53 of 2026
      '2027-01-04': 'D', // Monday of the first of 2027
    });
    expect([2024, 2025, 2026, 2027, 2028].map((year) => chart(history, year))).toEqual([
      [],
      ['1 A 50 1 1 1'],
      ['1 B 50 1 1 1', '2 C 50 1 1 1'],
      ['1 D 50 1 1 1'],
      [],
    ]);
  });

  test('are 0 from rank 51 on, and exclude artists without points', () => {
    const artists = String.fromCodePoint(...Array.from({ length: 52 }, (_, index) => 0x4e00 + index));
    const history = written({ '2026-11-08': artists, '2026-11-15': [...artists].slice(-2).join('') });
    const { scores } = yearEndScores(history, 2026);
    const scoreAt = (rank: number): YearEndScore | undefined =>
      scores.find(({ artist }) => artist === artists.codePointAt(rank - 1));
    expect([scoreAt(50)?.points, scoreAt(50)?.weeks, scoreAt(50)?.peakRank]).toEqual([1, 1, 50]);
    // At rank 51 and then 1: the week without points counts as a week.
    expect([scoreAt(51)?.points, scoreAt(51)?.weeks, scoreAt(51)?.peakRank]).toEqual([50, 2, 1]);
    expect([scoreAt(52)?.points, scoreAt(52)?.weeks, scoreAt(52)?.peakRank]).toEqual([49, 2, 2]);

    const once = yearEndScores(written({ '2026-11-08': artists }), 2026);
    expect(once.scores.length).toBe(50);
  });

  test('have the peak rank and the weeks at number one of the weekly charts of that year only', () => {
    const history = written({
      '2025-11-09': 'A',
      '2026-11-02': 'AB', // a Monday, overtaken on the same week's Sunday
      '2026-11-08': 'BA',
    });
    expect(chart(history, 2026)).toEqual(['1 B 50 1 1 1', '2 A 49 1 0 2']);
  });

  test('count a week with an empty chart', () => {
    const history = written({ '2026-11-08': 'A', '2026-11-15': '' });
    expect(yearEndScores(history, 2026)).toEqual({
      weeksCounted: 2,
      scores: [{ artist: numberOf('A'), points: 50, weeks: 1, weeksAtNumberOne: 1, peakRank: 1 }],
    });
  });
});

describe('the year-end chart is sorted', () => {
  const score = (points: number, peakRank: number, weeks: number): Omit<YearEndScore, 'artist'> => ({
    points,
    peakRank,
    weeks,
    weeksAtNumberOne: 0,
  });

  test.each([
    ['by points first', [score(10, 9, 1), score(20, 40, 9)], ['b', 'a'], [2, 1]],
    ['by the better peak at equal points', [score(20, 9, 9), score(20, 3, 2)], ['a', 'b'], [2, 1]],
    ['by more weeks at equal peaks', [score(20, 3, 2), score(20, 3, 4)], ['a', 'b'], [2, 1]],
    ['by the smaller id at equal weeks', [score(20, 3, 2), score(20, 3, 2)], ['b', 'a'], [2, 1]],
    // By code units, capitals come first; the locale does not matter.
    [
      'by the code units of ids',
      [score(20, 3, 2), score(20, 3, 2), score(20, 3, 2)],
      ['a', 'Z', '9'],
      [3, 2, 1],
    ],
  ])('%s', (_, scores, ids, expected) => {
    const numbered = scores.map((its, artist) => ({ ...its, artist: artist + 1 }));
    const ranked = rankYearEnd(numbered, (artist) => ids[artist - 1] ?? '');
    expect(ranked.map(({ artist }) => artist)).toEqual(expected);
    expect(ranked.map(({ rank }) => rank)).toEqual(expected.map((_artist, place) => place + 1));
  });
});
