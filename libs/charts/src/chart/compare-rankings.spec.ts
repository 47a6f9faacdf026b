import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anySnapshots, historyOf, letterOf, written } from '../history/history.fixture.js';
import type { Ranking } from '../history/history.js';
import { Chart } from './chart.js';
import { modelComparison } from './definitions.fixture.js';
import { compareRankings, type RankingComparison } from './compare-rankings.js';

/** Reads a list as `written` does: `AB…` is incomplete. */
function ranking(list: string): Ranking {
  return written({ '2026-11-01': list }).ranking(0);
}

/** Returns a comparison as `artist yourRank theirRank`, with `-` for no rank. */
function lines({ common, onlyYours, onlyTheirs }: RankingComparison): string[] {
  return [
    ...common.map(({ artist, yourRank, theirRank }) => `${letterOf(artist)} ${yourRank} ${theirRank}`),
    ...onlyYours.map(({ artist, rank }) => `${letterOf(artist)} ${rank} -`),
    ...onlyTheirs.map(({ artist, rank }) => `${letterOf(artist)} - ${rank}`),
  ];
}

describe('compareRankings()', () => {
  test.each([
    ['equal lists', 'AB…', 'AB…', 1, ['A 1 1', 'B 2 2']],
    // Rank-biased overlap of two swapped places is p.
    ['swapped ranks, by your rank', 'AB…', 'BA…', 0.95, ['A 1 2', 'B 2 1']],
    // 0.05 · (1 + 0.95 + 2/3 · 0.9025) + 2/3 · 0.857375; see rank-biased-overlap.spec.ts.
    [
      'artists of one side, by rank',
      'ABC…',
      'ABD…',
      0.699_166_666_666_666_7,
      ['A 1 1', 'B 2 2', 'C 3 -', 'D - 3'],
    ],
    ['lists without a common artist', 'AB…', 'CD…', 0, ['A 1 -', 'B 2 -', 'C - 1', 'D - 2']],
    // k = 2, the depth of the shorter list. C and D lie below on your side.
    ['an incomplete, shorter list on their side', 'ABCD…', 'BA…', 0.95, ['A 1 2', 'B 2 1']],
    ['an incomplete, shorter list on your side', 'BA…', 'ABCD…', 0.95, ['B 1 2', 'A 2 1']],
    // k = 2: B is on both charts, but below the cut on your side. 0.05 · (1 + 1/2 · 0.95) + 1/2 · 0.9025.
    ['an artist below the cut on one side', 'ACB…', 'AB…', 0.525, ['A 1 1', 'C 2 -', 'B - 2']],
    // A complete list sets no limit: k = 3 although theirs has 1 artist.
    ['a complete, shorter list', 'ABC…', 'A', 1, ['A 1 1', 'B 2 -', 'C 3 -']],
    // k = 2: the complete list is the longer one.
    ['a complete, longer list', 'ABCD', 'AB…', 1, ['A 1 1', 'B 2 2']],
    // Both complete: no limit. s = 1, l = 2, X(1) = 0, X(2) = 1; see rank-biased-overlap.spec.ts.
    ['complete lists of any length', 'BA', 'A', 0.475, ['A 2 1', 'B 1 -']],
    ['an empty, complete list', 'AB…', '', 0, ['A 1 -', 'B 2 -']],
    ['an empty, incomplete list', 'AB…', '…', null, []],
    ['two empty lists', '', '', null, []],
  ])('compares %s', (_, yours, theirs, similarity, expected) => {
    const compared = compareRankings(ranking(yours), ranking(theirs));
    expect(lines(compared)).toEqual(expected);
    if (similarity === null) expect(compared.similarity).toBeNull();
    else expect(compared.similarity).toBeCloseTo(similarity, 12);
  });

  const drawn = anySnapshots({ maxSnapshots: 6, maxArtists: 12 });

  test('returns the artists and ranks of the definition for the charts of any two histories', () => {
    let compared = 0;
    fc.assert(
      fc.property(drawn, drawn, (yours, theirs) => {
        const [yourHistory, theirHistory] = [historyOf(yours), historyOf(theirs)];
        for (let index = 0; index < yours.length; index += 1) {
          const [your, their] = [yours[index], theirs[index]];
          if (!your || !their) return;
          const { common, onlyYours, onlyTheirs } = compareRankings(
            new Chart(yourHistory, index, null).ranking,
            new Chart(theirHistory, index, null).ranking,
          );
          expect({
            common: common.map(({ artist, yourRank, theirRank }) => [artist, yourRank, theirRank]),
            onlyYours: onlyYours.map(({ artist, rank }) => [artist, rank, null]),
            onlyTheirs: onlyTheirs.map(({ artist, rank }) => [artist, null, rank]),
          }).toEqual(modelComparison(your, their));
          compared += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  test('has the similarity of a chart and its baseline, since there is one definition', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const history = historyOf(list);
        for (let index = 1; index < history.size; index += 1) {
          const { similarity } = compareRankings(history.ranking(index), history.ranking(index - 1));
          expect(similarity).toBe(new Chart(history, index, index - 1).similarity);
        }
      }),
    );
  });

  test('swaps the sides if the rankings are swapped', () => {
    fc.assert(
      fc.property(drawn, drawn, ([one], [other]) => {
        if (!one || !other) return;
        const [your, their] = [historyOf([one]).ranking(0), historyOf([other]).ranking(0)];
        const [there, back] = [compareRankings(your, their), compareRankings(their, your)];
        expect([back.similarity, back.onlyYours, back.onlyTheirs]).toEqual([
          there.similarity,
          there.onlyTheirs,
          there.onlyYours,
        ]);
        const pairs = back.common.map(({ artist, yourRank, theirRank }) => [artist, theirRank, yourRank]);
        const same = there.common.map(({ artist, yourRank, theirRank }) => [artist, yourRank, theirRank]);
        expect(pairs.toSorted()).toEqual(same.toSorted());
      }),
    );
  });
});
