import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Tournament } from './tournament.js';

/** Scores of contestants, where a higher score wins, then the lower number; and the matches played. */
class Scores {
  readonly scores: number[];
  matches = 0;
  readonly tournament: Tournament;

  constructor(contestants: number) {
    const scores = (this.scores = Array.from({ length: contestants }, () => 0));
    this.tournament = new Tournament(contestants, (one, other) => {
      this.matches += 1;
      const difference = (scores[one] ?? 0) - (scores[other] ?? 0);
      return difference === 0 ? one < other : difference > 0;
    });
  }

  set(contestant: number, score: number): void {
    const before = this.scores[contestant];
    this.scores[contestant] = score;
    if (score > 0) this.tournament.enter(contestant);
    else if (before !== undefined && before > 0) this.tournament.leave(contestant);
  }
}

describe('a tournament', () => {
  test('has the first contestants by sorting, after any changes', () => {
    const change = fc.tuple(fc.nat(36), fc.nat(4));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), fc.integer({ min: 1, max: 40 }), (changes, count) => {
        const contestants = 37;
        const { scores, tournament } = changes.reduce((all, [contestant, score]) => {
          all.set(contestant, score);
          return all;
        }, new Scores(contestants));
        const sorted = [...scores.keys()]
          .filter((contestant) => (scores[contestant] ?? 0) > 0)
          .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other);
        expect(tournament.size).toBe(sorted.length);
        expect([...tournament.first(count)]).toEqual(sorted.slice(0, count));
        expect([...tournament.first(contestants)]).toEqual(sorted);
      }),
    );
  });

  test.each([1, 2, 1_000, 4_096, 5_000])('of %d plays one match a level for each change', (contestants) => {
    const all = new Scores(contestants);
    for (let contestant = 0; contestant < contestants; contestant += 1) all.set(contestant, contestant + 1);
    const levels = Math.ceil(Math.log2(contestants));
    for (const contestant of [0, contestants >> 1, contestants - 1]) {
      for (const score of [1, contestants + 1, 0, 7]) {
        all.matches = 0;
        all.set(contestant, score);
        expect(all.matches).toBeLessThanOrEqual(levels);
      }
    }
    all.matches = 0;
    expect(all.tournament.first(50)).toHaveLength(Math.min(50, contestants));
    expect(all.matches).toBeLessThanOrEqual(2 * 50 * levels);
  });

  test('without contestants has none', () => {
    expect(new Tournament(0, () => true).first(5)).toEqual(new Int32Array());
  });
});
