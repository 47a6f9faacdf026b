import { describe, expect, test } from '@jest/globals';
import { letterOf, written } from '../history/history.fixture.js';
import { Chart } from './chart.js';

/** Returns the chart of the last list, compared with the list before it. */
function compared(...lists: string[]): Chart {
  const days = lists.map((list, index) => [`2026-11-0${index + 1}`, list] as const);
  return new Chart(written(Object.fromEntries(days)), lists.length - 1, lists.length - 2);
}

const marks = { NEW_ENTRY: 'new', RE_ENTRY: 'back', MOVED_UP: 'up', MOVED_DOWN: 'down', NO_CHANGE: 'same' };

/** Returns each entry as `artist status previousRank rankChange`, with `?` for null. */
function entries(chart: Chart): string[] {
  return chart.entries().map(({ artist, status, previousRank, rankChange }) => {
    const mark = status === null ? '?' : marks[status];
    return `${letterOf(artist)} ${mark} ${previousRank ?? '?'} ${rankChange ?? '?'}`;
  });
}

/** Returns each drop-out as `artist previousRank`. */
function dropouts(chart: Chart): string[] {
  return chart.dropouts().map(({ artist, previousRank }) => `${letterOf(artist)} ${previousRank}`);
}

describe('a chart entry that is also in the baseline', () => {
  test('has status and rankChange by the difference of both ranks', () => {
    expect(entries(compared('ABCD…', 'CBAD…'))).toEqual([
      'C up 3 2',
      'B same 2 0',
      'A down 1 -2',
      'D same 4 0',
    ]);
  });

  test('is compared at any rank, also below the shorter list', () => {
    // The shorter list has 2 places, but both ranks of D are certain.
    expect(entries(compared('ABCD…', 'DA…'))).toEqual(['D up 4 3', 'A down 1 -1']);
    expect(entries(compared('DA…', 'ABCD…'))).toEqual(['A up 2 1', 'B new ? ?', 'C ? ? ?', 'D down 1 -3']);
  });
});

describe('a chart entry that is not in the baseline', () => {
  test.each([
    ['is new if no older snapshot contains it', ['AB…', 'XA…'], 'X new ? ?'],
    ['is a re-entry if an older snapshot contains it', ['XB…', 'AB…', 'XA…'], 'X back ? ?'],
    ['is a re-entry after any number of snapshots', ['XB…', 'AB…', 'AB…', 'BA…', 'XA…'], 'X back ? ?'],
    [
      'is a re-entry if it was once recorded below the depth of the baseline',
      ['ABX…', 'AB…', 'XA…'],
      'X back ? ?',
    ],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))[0]).toBe(expected);
  });

  test('is new if only snapshots between baseline and chart contain it', () => {
    const history = written({ '2026-11-01': 'AB…', '2026-11-02': 'XA…', '2026-11-03': 'XA…' });
    expect(entries(new Chart(history, 2, 0))).toEqual(['X new ? ?', 'A down 1 -1']);
  });

  test.each([
    [
      'has no status below the depth of an incomplete baseline',
      ['A…', 'BXA…'],
      ['B new ? ?', 'X ? ? ?', 'A down 1 -2'],
    ],
    [
      'has no status there even if an older snapshot contains it',
      ['X…', 'A…', 'BX…'],
      ['B new ? ?', 'X ? ? ?'],
    ],
    ['is new below a complete baseline', ['A', 'BXA…'], ['B new ? ?', 'X new ? ?', 'A down 1 -2']],
    ['is new after an empty, complete baseline', ['', 'AB…'], ['A new ? ?', 'B new ? ?']],
    ['has no status after an empty, incomplete baseline', ['…', 'AB…'], ['A ? ? ?', 'B ? ? ?']],
  ])('%s', (_, lists, expected) => {
    expect(entries(compared(...lists))).toEqual(expected);
  });
});

describe('the drop-outs of a chart', () => {
  test.each([
    ['are the missing artists, by their previous rank', ['ABCD…', 'XBYD…'], ['A 1', 'C 3']],
    ['are none if all artists stay', ['AB…', 'BA…'], []],
    ['exclude artists who may be below the depth of an incomplete chart', ['ABC…', 'X…'], ['A 1']],
    ['are all artists missing from a complete chart', ['ABC', 'X'], ['A 1', 'B 2', 'C 3']],
    [
      'are all artists of an incomplete baseline who are missing from a complete chart',
      ['ABC…', 'X'],
      ['A 1', 'B 2', 'C 3'],
    ],
    ['are all artists if a complete chart is empty', ['AB…', ''], ['A 1', 'B 2']],
    ['are none if an incomplete chart is empty', ['AB…', '…'], []],
  ])('%s', (_, lists, expected) => {
    expect(dropouts(compared(...lists))).toEqual(expected);
  });

  test('have the ledger of the chart’s day, without consecutive weeks', () => {
    const history = written({ '2026-11-01': 'BA', '2026-11-02': 'AB', '2026-11-09': 'B' });
    expect(new Chart(history, 2, 1).dropouts()).toEqual([
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

describe('turnover, the share of the first k artists who are not among the baseline’s first k,', () => {
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
    // The share of zero places is undefined.
    ['AB…', '', null],
    ['AB…', '…', null],
    ['…', 'AB…', null],
    ['', '', null],
  ])('from %s to %s is %p', (before, list, turnover) => {
    expect(compared(before, list).turnover).toBe(turnover);
  });
});

describe('similarity of the first k places', () => {
  test.each([
    ['AB…', 'ABCD…', 1],
    ['AB…', 'XYAB…', 0],
    ['', 'AB…', 0],
    ['AB', '', 0],
    ['', '', null],
    ['…', 'AB…', null],
    ['AB…', '…', null],
  ])('of %s and %s is %p', (before, list, similarity) => {
    expect(compared(before, list).similarity).toBe(similarity);
  });

  test('is 0.95 by rank-biased overlap for two swapped places, without the artists beyond k', () => {
    expect(compared('ABCD…', 'BA…').similarity).toBeCloseTo(0.95, 12);
  });
});

test.each([1, 2])('new Chart() rejects the chart itself or a later snapshot as the baseline', (baseline) => {
  const history = written({ '2026-11-01': 'A', '2026-11-02': 'A', '2026-11-03': 'A' });
  expect(() => new Chart(history, 1, baseline)).toThrow(`Snapshot ${baseline} is not older than 1.`);
});

describe('a chart without a baseline', () => {
  const history = written({ '2026-11-01': 'ABC', '2026-11-09': 'AX' });
  const chart = new Chart(history, 1, null);

  test('has no statuses, no drop-outs, no turnover and no similarity', () => {
    expect(entries(chart)).toEqual(['A ? ? ?', 'X ? ? ?']);
    expect(dropouts(chart)).toEqual([]);
    expect([chart.comparedTo, chart.turnover, chart.similarity]).toEqual([null, null, null]);
  });

  test('has ledgers', () => {
    expect(chart.entries().map(({ entryDay, weeksOnChart }) => [entryDay, weeksOnChart])).toEqual([
      ['2026-11-01', 2],
      ['2026-11-09', 1],
    ]);
  });

  test('is the comparedTo of a later chart', () => {
    const { comparedTo } = new Chart(history, 1, 0);
    expect([comparedTo?.day, comparedTo?.depth, comparedTo?.comparedTo]).toEqual(['2026-11-01', 3, null]);
    expect(comparedTo && entries(comparedTo)).toEqual(['A ? ? ?', 'B ? ? ?', 'C ? ? ?']);
  });
});
