import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rankBiasedOverlap } from '../chart/rank-biased-overlap.js';
import { addDays, type ChartDay } from '../chart-day.js';
import { historyOf, numberOf, written } from '../history/history.fixture.js';
import { agreement, daySimilarities } from './agreement.js';
import { foldName } from './artist-names.js';
import type { PlayCounts } from './play-counts.js';
import { anyPlays, countsOf, type DatedPlay, modelList } from './reconstruction.fixture.js';

/** Artists with names of one letter have the keys of histories; others have none. */
function keysOf(counts: PlayCounts): (artist: number) => number {
  const names = counts.names();
  return (artist) => (names[artist]?.length === 1 ? numberOf(names[artist] ?? '') : -1 - artist);
}

function agreementOf(
  plays: readonly DatedPlay[],
  lists: Readonly<Record<ChartDay, string>>,
  { windowDays = 2, depth = 50 } = {},
) {
  const counts = countsOf(plays);
  return agreement([
    ...daySimilarities(counts, written(lists), { windowDays, depth, keyOf: keysOf(counts) }),
  ]);
}

function playsOf(table: Readonly<Record<ChartDay, string>>): DatedPlay[] {
  return Object.entries(table).flatMap(([day, artists]) =>
    artists.split(' ').map((artist) => ({ day, artist })),
  );
}

describe('agreement, computed by hand', () => {
  const plays = playsOf({ '2024-05-01': 'A A B', '2024-05-02': 'C', '2024-05-03': 'B B B' });

  test('is the mean similarity over the days whose window lies within the counted plays', () => {
    const lists = {
      '2024-05-01': 'C', // the window begins before the first play
      '2024-05-02': 'ABC', // equal: 1
      '2024-05-03': 'CB', // reconstructed B C: 0.95
      '2024-05-04': 'C', // after the last play
    };
    expect(agreementOf(plays, lists)).toEqual({ days: 2, similarity: expect.closeTo(0.975, 12) });
  });

  test('compares down to the smaller depth of the lists that are not complete', () => {
    // Both are cut to one place.
    expect(agreementOf(plays, { '2024-05-02': 'A…' })).toEqual({ days: 1, similarity: 1 });
    expect(agreementOf(plays, { '2024-05-02': 'AXYZ' }, { depth: 1 })).toEqual({ days: 1, similarity: 1 });
    // Both complete: there is no limit, and a list and its beginning are equal.
    expect(agreementOf(plays, { '2024-05-02': 'ABX' })?.similarity).toBeCloseTo(0.699_166_666_666, 10);
  });

  test('is null for a range without such days', () => {
    expect(agreementOf(plays, {})).toBeNull();
    expect(agreementOf(plays, { '2024-05-01': 'A', '2024-05-04': 'B' })).toBeNull();
    expect(agreementOf([], { '2024-05-01': 'A' })).toBeNull();
  });

  test('takes artists that Spotify never listed for different ones', () => {
    const unmatched = playsOf({ '2024-05-01': 'Moth', '2024-05-02': 'Wasp' });
    expect(agreementOf(unmatched, { '2024-05-02': 'AB' })).toEqual({ days: 1, similarity: 0 });
  });

  test('counts 0 for a day without plays, and leaves it out if the recorded list is empty too', () => {
    const sparse = playsOf({ '2024-05-01': 'A', '2024-05-09': 'A' });
    expect(agreementOf(sparse, { '2024-05-05': '' })).toBeNull();
    expect(agreementOf(sparse, { '2024-05-05': 'A' })).toEqual({ days: 1, similarity: 0 });
  });
});

test('agreement of any plays and lists equals that of a model that sums every window from scratch', () => {
  const artistNames = ['ära', 'strasse', 'moth', 'zed', 'other'];
  const lists = fc.array(
    fc.record({
      later: fc.integer({ min: 0, max: 450 }),
      complete: fc.boolean(),
      artists: fc.shuffledSubarray([...artistNames.keys()], { minLength: 1 }),
    }),
    { maxLength: 10 },
  );
  const options = fc.record({
    windowDays: fc.constantFrom(1, 28, 182),
    depth: fc.constantFrom(1, 3, 50),
  });
  fc.assert(
    fc.property(anyPlays(), lists, options, (plays, recorded, { windowDays, depth }) => {
      const snapshots = [...new Map(recorded.map((list) => [list.later, list])).values()]
        .sort((one, other) => one.later - other.later)
        .map(({ later, complete, artists }) => ({
          day: addDays('2023-12-20', later),
          takenAt: new Date(0),
          complete,
          artists,
        }));
      const counts = countsOf(plays);
      const folded = counts.foldedNames();
      const keyOf = (artist: number): number => {
        const key = artistNames.indexOf(folded[artist] ?? '');
        return key === -1 ? -1 - artist : key;
      };
      const days = plays.map(({ day }) => day).sort();
      const similarities = snapshots
        .filter(({ day }) => addDays(day, 1 - windowDays) >= (days[0] ?? '') && day <= (days.at(-1) ?? ''))
        .map(({ day, artists, complete }) => {
          const model = modelList(plays, { day, windowDays, depth });
          const keys = model.names.map((name) => keyOf(folded.indexOf(foldName(name))));
          const limits = [...(model.complete ? [] : [keys.length]), ...(complete ? [] : [artists.length])];
          const k = Math.min(Infinity, ...limits);
          return rankBiasedOverlap(Int32Array.from(keys.slice(0, k)), Int32Array.from(artists.slice(0, k)));
        });
      const result = agreement([
        ...daySimilarities(counts, historyOf(snapshots), { windowDays, depth, keyOf }),
      ]);
      if (similarities.length === 0) return expect(result).toBeNull();
      const mean = similarities.reduce<number>((sum, value) => sum + (value ?? NaN), 0) / similarities.length;
      expect(result).toEqual({ days: similarities.length, similarity: expect.closeTo(mean, 12) });
    }),
    { numRuns: 150 },
  );
});
