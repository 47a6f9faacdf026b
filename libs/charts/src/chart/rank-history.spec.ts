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

/** Returns each point as `day rank`, with `-` for off the chart and `?` for no chart. */
function ranks(artist: string, interval: ChartInterval, from: string | null, to: string): string[] {
  return rankHistory(history, numberOf(artist), interval, from, to).map(
    ({ day, rank, observed }) => `${day.slice(5)} ${rank ?? (observed ? '-' : '?')}`,
  );
}

describe('rankHistory()', () => {
  test('says where the chart of each period comes from, and null without one', () => {
    const seam = written({ '2026-11-02': '~AB', '2026-11-04': 'B' });
    const points = rankHistory(seam, numberOf('A'), 'DAY', null, '2026-11-05');
    expect(points.map(({ rank, source }) => [rank, source])).toEqual([
      [1, 'RECONSTRUCTED'],
      [null, null],
      [null, 'SPOTIFY'],
      [null, null],
    ]);
  });

  test.each([
    ['A', 'DAY', null, '2026-11-04', ['10-31 1', '11-01 ?', '11-02 2', '11-03 ?', '11-04 -']],
    ['B', 'DAY', '2026-11-01', '2026-11-02', ['11-01 ?', '11-02 1']],
    // A week's chart is its last snapshot. Without a snapshot, the point has the last day of the week.
    ['A', 'WEEK', null, '2026-11-18', ['10-31 1', '11-04 -', '11-15 ?', '11-17 3']],
    // The last period is the whole one that contains `to`, with snapshots up to `to` only.
    ['A', 'WEEK', '2026-11-02', '2026-11-03', ['11-02 2']],
    ['A', 'WEEK', '2026-11-02', '2026-11-16', ['11-04 -', '11-15 ?', '11-22 ?']],
    // The first period is the whole one that contains `from`, with snapshots from `from` on.
    ['A', 'WEEK', '2026-11-05', '2026-11-17', ['11-08 ?', '11-15 ?', '11-17 3']],
    ['A', 'WEEK', '2026-11-04', '2026-11-04', ['11-04 -']],
    // Before the first snapshot nothing was observed.
    ['A', 'WEEK', '2026-10-24', '2026-10-31', ['10-25 ?', '10-31 1']],
    ['A', 'MONTH', null, '2026-12-01', ['10-31 1', '11-17 3', '12-31 ?']],
    ['A', 'MONTH', '2026-09-30', '2026-11-03', ['09-30 ?', '10-31 1', '11-02 2']],
    // An artist who was never on the chart is off it in every period with a chart.
    ['Z', 'WEEK', null, '2026-11-15', ['10-31 -', '11-04 -', '11-15 ?']],
    ['A', 'DAY', '2026-11-03', '2026-11-02', []],
    ['A', 'DAY', null, '2026-10-30', []],
  ] as const)(
    'returns the ranks of %s by %s from %s to %s, oldest first',
    (artist, interval, from, to, expected) => {
      expect(ranks(artist, interval, from, to)).toEqual(expected);
    },
  );

  test('returns every week across the end of a year', () => {
    expect(ranks('A', 'WEEK', '2026-12-27', '2027-01-04')).toEqual(['12-27 ?', '01-03 ?', '01-10 ?']);
  });

  test('returns no points for an empty history, and unobserved points from a given day on', () => {
    expect(rankHistory(History.EMPTY, 1, 'DAY', null, '2026-11-02')).toEqual([]);
    expect(rankHistory(History.EMPTY, 1, 'DAY', '2026-11-02', '2026-11-02')).toEqual([
      { day: '2026-11-02', rank: null, observed: false, source: null },
    ]);
  });

  test('distinguishes off the chart from not observed, also for an empty chart', () => {
    const empty = written({ '2026-11-02': '', '2026-11-04': 'A' });
    expect(rankHistory(empty, numberOf('A'), 'DAY', null, '2026-11-04')).toEqual([
      { day: '2026-11-02', rank: null, observed: true, source: 'SPOTIFY' },
      { day: '2026-11-03', rank: null, observed: false, source: null },
      { day: '2026-11-04', rank: 1, observed: true, source: 'SPOTIFY' },
    ]);
  });
});
