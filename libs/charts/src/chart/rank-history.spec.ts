import { describe, expect, test } from '@jest/globals';
import type { ChartInterval } from '../calendar.js';
import { numberOf, written } from '../history/history.fixture.js';
import { History } from '../history/history.js';
import { rankHistory } from './periods.js';

const history = written({
  '2026-10-31': 'AB', // Saturday
  '2026-11-02': 'BA', // Monday
  '2026-11-04': 'B', // Wednesday
  '2026-11-17': 'CBA', // Tuesday, two weeks later
});

/** Each point as `day rank`, the rank `-` off the chart and `?` where there is no chart. */
function ranks(artist: string, interval: ChartInterval, from: string | null, to: string): string[] {
  return rankHistory(history, numberOf(artist), interval, from, to).map(
    ({ day, rank, observed }) => `${day.slice(5)} ${rank ?? (observed ? '-' : '?')}`,
  );
}

describe('the ranks of an artist, oldest first', () => {
  test.each([
    ['A', 'DAY', null, '2026-11-04', ['10-31 1', '11-01 ?', '11-02 2', '11-03 ?', '11-04 -']],
    ['B', 'DAY', '2026-11-01', '2026-11-02', ['11-01 ?', '11-02 1']],
    // A week's chart is its last snapshot; where it has none, the point has the week's last day.
    ['A', 'WEEK', null, '2026-11-18', ['10-31 1', '11-04 -', '11-15 ?', '11-17 3']],
    // The last period is the one that contains `to`, whole, but only snapshots up to `to` make its chart.
    ['A', 'WEEK', '2026-11-02', '2026-11-03', ['11-02 2']],
    ['A', 'WEEK', '2026-11-02', '2026-11-16', ['11-04 -', '11-15 ?', '11-22 ?']],
    // So is the first, with those from `from` on.
    ['A', 'WEEK', '2026-11-05', '2026-11-17', ['11-08 ?', '11-15 ?', '11-17 3']],
    ['A', 'WEEK', '2026-11-04', '2026-11-04', ['11-04 -']],
    // Before the first snapshot nothing was observed.
    ['A', 'WEEK', '2026-10-24', '2026-10-31', ['10-25 ?', '10-31 1']],
    ['A', 'MONTH', null, '2026-12-01', ['10-31 1', '11-17 3', '12-31 ?']],
    ['A', 'MONTH', '2026-09-30', '2026-11-03', ['09-30 ?', '10-31 1', '11-02 2']],
    // Who never was on the chart was off it, where there was one.
    ['Z', 'WEEK', null, '2026-11-15', ['10-31 -', '11-04 -', '11-15 ?']],
    ['A', 'DAY', '2026-11-03', '2026-11-02', []],
    ['A', 'DAY', null, '2026-10-30', []],
  ] as const)('of %s by %s from %s to %s', (artist, interval, from, to, expected) => {
    expect(ranks(artist, interval, from, to)).toEqual(expected);
  });

  test('run through the turn of a year, week by week', () => {
    expect(ranks('A', 'WEEK', '2026-12-27', '2027-01-04')).toEqual(['12-27 ?', '01-03 ?', '01-10 ?']);
  });

  test('are none in an empty history, and unobserved from a given day on', () => {
    expect(rankHistory(History.EMPTY, 1, 'DAY', null, '2026-11-02')).toEqual([]);
    expect(rankHistory(History.EMPTY, 1, 'DAY', '2026-11-02', '2026-11-02')).toEqual([
      { day: '2026-11-02', rank: null, observed: false },
    ]);
  });

  test('tell apart off the chart and not observed, on an empty chart too', () => {
    const empty = written({ '2026-11-02': '', '2026-11-04': 'A' });
    expect(rankHistory(empty, numberOf('A'), 'DAY', null, '2026-11-04')).toEqual([
      { day: '2026-11-02', rank: null, observed: true },
      { day: '2026-11-03', rank: null, observed: false },
      { day: '2026-11-04', rank: 1, observed: true },
    ]);
  });
});
