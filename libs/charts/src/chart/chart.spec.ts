import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { type Chart, chartOf } from './chart.js';

/** Compares the last list with the one before it; older lists only count for the history. */
function compared(...lists: string[]): Chart {
  const days = lists.map((list, index) => [`2026-11-0${index + 1}`, list] as const);
  return chartOf(written(Object.fromEntries(days)), lists.length - 1, lists.length - 2);
}

const marks = { NEW_ENTRY: 'new', RE_ENTRY: 'back', MOVED_UP: 'up', MOVED_DOWN: 'down', NO_CHANGE: 'same' };

/** Formats each entry as `artist status previousRank rankChange`, with `?` for null. */
function entries(chart: Chart): string[] {
  return chart.entries().map(({ artist, status, previousRank, rankChange }) => {
    const mark = status === null ? '?' : marks[status];
    return `${letterOf(artist)} ${mark} ${previousRank ?? '?'} ${rankChange ?? '?'}`;
  });
}

/** Formats each drop-out as `artist previousRank`. */
function dropouts(chart: Chart): string[] {
  return chart.dropouts().map(({ artist, previousRank }) => `${letterOf(artist)} ${previousRank}`);
}

describe('an entry that is in the baseline', () => {
  test('moved up, down or not at all, by the difference of ranks', () => {
    expect(entries(compared('ABCD…', 'CBAD…'))).toEqual([
      'C up 3 2',
      'B same 2 0',
      'A down 1 -2',
      'D same 4 0',
    ]);
  });

  test('is compared at any rank, because both ranks are known', () => {
    // k is 2, but both ranks of D are known.
    expect(entries(compared('ABCD…', 'DA…'))).toEqual(['D up 4 3', 'A down 1 -1']);
    expect(entries(compared('DA…', 'ABCD…'))).toEqual(['A up 2 1', 'B new ? ?', 'C ? ? ?', 'D down 1 -3']);
  });
});

describe('an entry that is missing from the baseline', () => {
  test.each([
    ['is new where no older snapshot has it', ['AB…', 'XA…'], 'X new ? ?'],
    ['is back where an older snapshot has it', ['XB…', 'AB…', 'XA…'], 'X back ? ?'],
    ['is back however old that snapshot is', ['XB…', 'AB…', 'AB…', 'BA…', 'XA…'], 'X back ? ?'],
    [
      'is back from below the depth of the baseline, if an older snapshot has it',
      ['ABX…', 'AB…', 'XA…'],
      'X back ? ?',
    ],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))[0]).toBe(expected);
  });

  test('is new, not back, if only snapshots between baseline and chart have it', () => {
    const history = written({ '2026-11-01': 'AB…', '2026-11-02': 'XA…', '2026-11-03': 'XA…' });
    expect(entries(chartOf(history, 2, 0))).toEqual(['X new ? ?', 'A down 1 -1']);
  });

  test.each([
    [
      'is unknown below the depth of an incomplete baseline',
      ['A…', 'BXA…'],
      ['B new ? ?', 'X ? ? ?', 'A down 1 -2'],
    ],
    ['is unknown there even if an older snapshot has it', ['X…', 'A…', 'BX…'], ['B new ? ?', 'X ? ? ?']],
    ['is new below a complete baseline', ['A', 'BXA…'], ['B new ? ?', 'X new ? ?', 'A down 1 -2']],
    ['is new after an empty, complete baseline', ['', 'AB…'], ['A new ? ?', 'B new ? ?']],
    ['is unknown after an empty, incomplete baseline', ['…', 'AB…'], ['A ? ? ?', 'B ? ? ?']],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))).toEqual(expected);
  });
});

describe('a drop-out', () => {
  test.each([
    ['is an artist who left, with the previous rank', ['ABCD…', 'XBYD…'], ['A 1', 'C 3']],
    ['does not occur if every artist stays', ['AB…', 'BA…'], []],
    ['is not an artist who may be below the depth of an incomplete chart', ['ABC…', 'X…'], ['A 1']],
    ['is every artist missing from a complete chart', ['ABC', 'X'], ['A 1', 'B 2', 'C 3']],
    [
      'is every artist missing from a complete chart, down to the depth of an incomplete baseline',
      ['ABC…', 'X'],
      ['A 1', 'B 2', 'C 3'],
    ],
    ['is every artist if a complete chart is empty', ['AB…', ''], ['A 1', 'B 2']],
    ['does not occur if an incomplete chart is empty', ['AB…', '…'], []],
  ])('%s', (_, lists, expected) => {
    expect(dropouts(compared(...lists))).toEqual(expected);
  });

  test('has a ledger as of the chart’s day, without consecutive weeks', () => {
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
    // There are no places to compare.
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

  test('has entries without a status, and no drop-outs', () => {
    expect(entries(chart)).toEqual(['A ? ? ?', 'X ? ? ?']);
    expect(dropouts(chart)).toEqual([]);
    expect([chart.comparedTo, chart.turnover, chart.similarity]).toEqual([null, null, null]);
  });

  test('still has a ledger', () => {
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
