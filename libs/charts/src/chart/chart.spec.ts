import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { type Chart, chartOf } from './chart.js';

/** The chart of the last list against the one before it; older ones are only remembered. */
function compared(...lists: string[]): Chart {
  const days = lists.map((list, index) => [`2026-11-0${index + 1}`, list] as const);
  return chartOf(written(Object.fromEntries(days)), lists.length - 1, lists.length - 2);
}

const marks = { NEW_ENTRY: 'new', RE_ENTRY: 'back', MOVED_UP: 'up', MOVED_DOWN: 'down', NO_CHANGE: 'same' };

/** Each entry as `artist status previousRank rankChange`; `?` for what is null. */
function entries(chart: Chart): string[] {
  return chart.entries().map(({ artist, status, previousRank, rankChange }) => {
    const mark = status === null ? '?' : marks[status];
    return `${letterOf(artist)} ${mark} ${previousRank ?? '?'} ${rankChange ?? '?'}`;
  });
}

/** Each drop-out as `artist previousRank`. */
function dropouts(chart: Chart): string[] {
  return chart.dropouts().map(({ artist, previousRank }) => `${letterOf(artist)} ${previousRank}`);
}

describe('an entry that the baseline has', () => {
  test('moved up, down or not, by the places in between', () => {
    expect(entries(compared('ABCD…', 'CBAD…'))).toEqual([
      'C up 3 2',
      'B same 2 0',
      'A down 1 -2',
      'D same 4 0',
    ]);
  });

  test('is compared at any rank, for both are known', () => {
    // k is 2, and yet nothing is uncertain about D.
    expect(entries(compared('ABCD…', 'DA…'))).toEqual(['D up 4 3', 'A down 1 -1']);
    expect(entries(compared('DA…', 'ABCD…'))).toEqual(['A up 2 1', 'B new ? ?', 'C ? ? ?', 'D down 1 -3']);
  });
});

describe('an entry that the baseline has not', () => {
  test.each([
    ['is new where no older snapshot has it', ['AB…', 'XA…'], 'X new ? ?'],
    ['is back where one has', ['XB…', 'AB…', 'XA…'], 'X back ? ?'],
    ['is back however long ago that was', ['XB…', 'AB…', 'AB…', 'BA…', 'XA…'], 'X back ? ?'],
    [
      'is back from below what the baseline shows, if it was ever seen there',
      ['ABX…', 'AB…', 'XA…'],
      'X back ? ?',
    ],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))[0]).toBe(expected);
  });

  test('is new, not back, where only snapshots between baseline and chart have it', () => {
    const history = written({ '2026-11-01': 'AB…', '2026-11-02': 'XA…', '2026-11-03': 'XA…' });
    expect(entries(chartOf(history, 2, 0))).toEqual(['X new ? ?', 'A down 1 -1']);
  });

  test.each([
    [
      'nobody knows below the depth of an incomplete baseline',
      ['A…', 'BXA…'],
      ['B new ? ?', 'X ? ? ?', 'A down 1 -2'],
    ],
    ['not even of one that was there before', ['X…', 'A…', 'BX…'], ['B new ? ?', 'X ? ? ?']],
    ['is known below a complete baseline', ['A', 'BXA…'], ['B new ? ?', 'X new ? ?', 'A down 1 -2']],
    ['and is new on an empty, complete one', ['', 'AB…'], ['A new ? ?', 'B new ? ?']],
    ['but not on one that is empty and incomplete', ['…', 'AB…'], ['A ? ? ?', 'B ? ? ?']],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))).toEqual(expected);
  });
});

describe('a drop-out', () => {
  test.each([
    ['is who is gone, by the rank before', ['ABCD…', 'XBYD…'], ['A 1', 'C 3']],
    ['is nobody where all stay', ['AB…', 'BA…'], []],
    ['is not who may stand below the depth of an incomplete chart', ['ABC…', 'X…'], ['A 1']],
    ['is anyone missing in a complete chart', ['ABC', 'X'], ['A 1', 'B 2', 'C 3']],
    [
      'in a complete chart too, down to the depth of the incomplete baseline',
      ['ABC…', 'X'],
      ['A 1', 'B 2', 'C 3'],
    ],
    ['is everyone where a complete chart is empty', ['AB…', ''], ['A 1', 'B 2']],
    ['is nobody where an incomplete chart is empty', ['AB…', '…'], []],
  ])('%s', (_, lists, expected) => {
    expect(dropouts(compared(...lists))).toEqual(expected);
  });

  test('has a ledger as of the chart’s day, without a run', () => {
    const history = written({ '2026-11-01': 'BA', '2026-11-02': 'AB', '2026-11-09': 'B' });
    expect(chartOf(history, 2, 1).dropouts()).toEqual([
      {
        ...{ artist: 65, rank: null, previousRank: 1, rankChange: null, status: null },
        ...{ peakRank: 1, peakDay: '2026-11-02', entryRank: 2, entryDay: '2026-11-01' },
        ...{
          weeksOnChart: 2,
          consecutiveWeeksOnChart: 0,
          weeksAtNumberOne: 1,
          consecutiveWeeksAtNumberOne: 0,
        },
      },
    ]);
  });
});

describe('turnover: of the first k places, the share whose artist is not among the baseline’s first k', () => {
  test.each([
    ['ABCD…', 'BADC…', 0],
    ['ABCD…', 'AXCD…', 0.25],
    ['ABCD…', 'WXYZ…', 1],
    // k = 2: of D and A, D is not among A and B, though it is in the baseline.
    ['ABCD…', 'DA…', 0.5],
    ['DA…', 'ABCD…', 0.5],
    // One complete: k is the other's depth. Both complete: all places.
    ['AB', 'ABCD…', 0.5],
    ['ABCD…', 'AB', 0],
    ['ABCD', 'XA', 0.5],
    ['', 'AB…', 1],
    // Nothing to take a share of.
    ['AB…', '', null],
    ['AB…', '…', null],
    ['…', 'AB…', null],
    ['', '', null],
  ])('%s, then %s: %p', (before, list, turnover) => {
    expect(compared(before, list).turnover).toBe(turnover);
  });
});

describe('similarity compares both lists cut to k', () => {
  test.each([
    ['AB…', 'ABCD…', 1],
    ['AB…', 'XYAB…', 0],
    ['', 'AB…', 0],
    ['AB', '', 0],
    ['', '', null],
    ['…', 'AB…', null],
    ['AB…', '…', null],
  ])('%s, then %s: %p', (before, list, similarity) => {
    expect(compared(before, list).similarity).toBe(similarity);
  });

  test('by rank-biased overlap: two places swapped, and C and D beyond k', () => {
    expect(compared('ABCD…', 'BA…').similarity).toBeCloseTo(0.95, 12);
  });
});

test.each([1, 2])('a chart is not compared to itself, nor to a later one', (baseline) => {
  const history = written({ '2026-11-01': 'A', '2026-11-02': 'A', '2026-11-03': 'A' });
  expect(() => chartOf(history, 1, baseline)).toThrow(`Snapshot ${baseline} is not older than 1.`);
});

describe('a chart without a baseline', () => {
  const history = written({ '2026-11-01': 'ABC', '2026-11-09': 'AX' });
  const chart = chartOf(history, 1, null);

  test('calls nothing new, and misses nobody', () => {
    expect(entries(chart)).toEqual(['A ? ? ?', 'X ? ? ?']);
    expect(dropouts(chart)).toEqual([]);
    expect([chart.comparedTo, chart.turnover, chart.similarity]).toEqual([null, null, null]);
  });

  test('has its ledger all the same', () => {
    expect(chart.entries().map(({ entryDay, weeksOnChart }) => [entryDay, weeksOnChart])).toEqual([
      ['2026-11-01', 2],
      ['2026-11-09', 1],
    ]);
  });

  test('is what a chart is compared to', () => {
    const { comparedTo } = chartOf(history, 1, 0);
    expect([comparedTo?.day, comparedTo?.depth, comparedTo?.comparedTo]).toEqual(['2026-11-01', 3, null]);
    expect(comparedTo && entries(comparedTo)).toEqual(['A ? ? ?', 'B ? ? ?', 'C ? ? ?']);
  });
});
