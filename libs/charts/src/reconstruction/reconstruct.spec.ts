import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type ChartDay } from '../chart-day.js';
import type { PlayCounts } from './play-counts.js';
import { reconstruct, WINDOW_DAYS } from './reconstruct.js';
import { anyPlays, countsOf, type DatedPlay, modelReconstruction } from './reconstruction.fixture.js';
import { Tournament } from './tournament.js';

/** Returns the lists by day, with names joined, and `…` after those that are not complete. */
function listsOf(
  counts: PlayCounts,
  options: { windowDays?: number; depth?: number; lastDay?: ChartDay } = {},
): Record<ChartDay, string> {
  const lists = reconstruct(counts, { windowDays: 28, depth: 50, lastDay: '9999-12-31', ...options });
  const names = counts.names();
  return Object.fromEntries(
    Array.from(lists, ({ day, artists, complete }) => [
      day,
      Array.from(artists, (artist) => names[artist]).join(' ') + (complete ? '' : ' …'),
    ]),
  );
}

/** Creates plays from a table: by day, each artist's plays. */
function playsOf(table: Readonly<Record<ChartDay, string>>): DatedPlay[] {
  return Object.entries(table).flatMap(([day, artists]) =>
    artists.split(' ').map((artist) => ({ day, artist, milliseconds: 60_000 })),
  );
}

describe('reconstructed lists, computed by hand', () => {
  test.each([1e308, 1e17])('are exact after plays of %d ms, which no play takes', (milliseconds) => {
    const counts = countsOf([
      { day: '2024-03-01', artist: 'A', milliseconds },
      { day: '2024-03-01', artist: 'A', milliseconds },
      { day: '2024-03-02', artist: 'A', milliseconds: 60_020 },
      { day: '2024-03-02', artist: 'B', milliseconds: 60_025 },
    ]);
    expect(listsOf(counts, { windowDays: 1 })).toEqual({ '2024-03-01': 'A', '2024-03-02': 'B A' });
  });

  test('have windows of three days that end with their day', () => {
    const plays = playsOf({
      '2024-02-27': 'A A B',
      '2024-02-28': 'B',
      '2024-02-29': 'C B',
      // 1 March has no play; its window has those of two days before it.
      '2024-03-02': 'C',
    });
    expect(listsOf(countsOf(plays), { windowDays: 3 })).toEqual({
      '2024-02-27': 'A B', // A 2, B 1
      '2024-02-28': 'A B', // A 2, B 2: by name
      '2024-02-29': 'B A C', // B 3, A 2, C 1
      '2024-03-01': 'B C', // B 2, C 1
      '2024-03-02': 'C B', // C 2, B 1
    });
  });

  test.each([
    ['SHORT_TERM', '2024-01-28', '2024-01-29'],
    ['MEDIUM_TERM', '2024-06-30', '2024-07-01'],
    ['LONG_TERM', '2024-12-30', '2024-12-31'],
  ] as const)('of %s keep a play of 1 January 2024 through %s', (range, lastDay, dayAfter) => {
    const counts = countsOf(playsOf({ '2024-01-01': 'A A', '2025-02-01': 'B' }));
    const lists = listsOf(counts, { windowDays: WINDOW_DAYS[range] });
    expect(lists['2024-01-01']).toBe('A');
    expect(lists[lastDay]).toBe('A');
    expect(lists).not.toHaveProperty(dayAfter);
    expect(lists['2025-02-01']).toBe('B');
    expect(Object.keys(lists)).toHaveLength(WINDOW_DAYS[range] + 1);
  });

  test('rank by plays, then milliseconds with unknown ones as 0, then name in code-point order', () => {
    const day = '2024-05-01';
    const counts = countsOf([
      { day, artist: 'Twice', milliseconds: 30_000 },
      { day, artist: 'Twice', milliseconds: null },
      { day, artist: 'Unknown', milliseconds: null },
      { day, artist: 'Longer', milliseconds: 31_000 },
      { day, artist: 'b', milliseconds: 30_000 },
      { day, artist: 'A', milliseconds: 30_000 },
      // UTF-16 has these two in the other order.
      { day, artist: '\uFF5E', milliseconds: 30_000 },
      { day, artist: '\u{1F41D}', milliseconds: 30_000 },
    ]);
    expect(listsOf(counts)).toEqual({ [day]: 'Twice Longer A b \uFF5E \u{1F41D} Unknown' });
  });

  test('are cut to the depth, and complete only when no artist was cut', () => {
    const counts = countsOf(playsOf({ '2024-05-01': 'A A A B B', '2024-05-02': 'C', '2024-05-04': 'A' }));
    expect(listsOf(counts, { windowDays: 2, depth: 2 })).toEqual({
      '2024-05-01': 'A B',
      '2024-05-02': 'A B …',
      '2024-05-03': 'C',
      '2024-05-04': 'A',
    });
  });

  test('end with the last counted play or the given day, whichever is earlier', () => {
    const counts = countsOf(playsOf({ '2024-05-01': 'A', '2024-05-03': 'B' }));
    expect(Object.keys(listsOf(counts))).toEqual(['2024-05-01', '2024-05-02', '2024-05-03']);
    expect(Object.keys(listsOf(counts, { lastDay: '2024-05-02' }))).toEqual(['2024-05-01', '2024-05-02']);
    expect(listsOf(counts, { lastDay: '2024-04-30' })).toEqual({});
    expect(listsOf(countsOf([]))).toEqual({});
  });

  test('have one artist for names that are equal but for case and composition, by the most played spelling', () => {
    const counts = countsOf(
      playsOf({ '2024-05-01': 'STRASSE A\u0308ra Ära', '2024-05-02': 'Straße Straße Ära Zed Zed Zed Zed' }),
    );
    // The spelling of a day may be one that becomes the most played later.
    expect(listsOf(counts)).toEqual({ '2024-05-01': 'Ära Straße', '2024-05-02': 'Zed Straße Ära' });
  });
});

describe('reconstructed lists of any plays', () => {
  const windowDays = fc.constantFrom(1, 2, 28, 182, 365);
  const depth = fc.constantFrom(1, 3, 5, 50);
  const lastDay = fc.integer({ min: -10, max: 500 }).map((later) => addDays('2023-12-20', later));

  test('equal those of a model that sums every window from scratch', () => {
    fc.assert(
      fc.property(anyPlays(), fc.record({ windowDays, depth, lastDay }), (plays, options) => {
        const model = modelReconstruction(plays, options).map(
          ({ day, names, complete }) => [day, names.join(' ') + (complete ? '' : ' …')] as const,
        );
        expect(Object.entries(listsOf(countsOf(plays), options))).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });

  test('do not depend on the order of the plays', () => {
    fc.assert(
      fc.property(
        anyPlays(60).chain((plays) =>
          fc.tuple(fc.constant(plays), fc.shuffledSubarray(plays, { minLength: plays.length })),
        ),
        ([plays, shuffled]) => expect(listsOf(countsOf(shuffled))).toEqual(listsOf(countsOf(plays))),
      ),
      { numRuns: 30 },
    );
  });
});

describe('the cost of a reconstructed day', () => {
  const [daysOfListening, artistsPerDay, artists, depth] = [800, 20, 5_000, 50];
  const counts = countsOf(
    Array.from({ length: daysOfListening * artistsPerDay }, (_, play) => ({
      day: addDays('2024-01-01', Math.floor(play / artistsPerDay)),
      artist: `Artist ${(play * 7_919) % artists}`,
    })),
  );

  /** Counts matches of the ranking for each day, and the counts that each day visits. */
  function stepsOf(days: number): { matches: number; visits: number } {
    const enter = jest.spyOn(Tournament.prototype, 'enter');
    const leave = jest.spyOn(Tournament.prototype, 'leave');
    const steps = { matches: 0, visits: 0 };
    const visits = jest.spyOn(counts, 'visit');
    for (const list of reconstruct(counts, { windowDays: days, depth, lastDay: '9999-12-31' })) {
      // Each artist of a list leaves and enters again.
      const changes = enter.mock.calls.length + leave.mock.calls.length - 2 * list.artists.length;
      steps.matches = Math.max(steps.matches, changes);
      steps.visits = Math.max(steps.visits, visits.mock.calls.length);
      for (const spy of [enter, leave, visits]) spy.mockClear();
    }
    jest.restoreAllMocks();
    return steps;
  }

  test('is the counts of the day that joins and of the day that leaves, however long the window', () => {
    for (const days of Object.values(WINDOW_DAYS))
      expect(stepsOf(days)).toEqual({ matches: 2 * artistsPerDay, visits: 2 });
  });
});
