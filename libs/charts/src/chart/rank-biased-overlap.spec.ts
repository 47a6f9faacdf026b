import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberOf } from '../history/history.fixture.js';
import { rankBiasedOverlap } from './rank-biased-overlap.js';

function between(one: string, other: string): number | null {
  return rankBiasedOverlap(Int32Array.from(one, numberOf), Int32Array.from(other, numberOf));
}

/**
 * Equation 32 as printed, for a list S of length s and a list L of length l ≥ s. X(d) is the size of the overlap of
 * their first d places:
 *
 * (1-p)/p · ( Σ[d=1..l] X(d)/d · p^d + Σ[d=s+1..l] X(s)(d-s)/(sd) · p^d ) + ( (X(l)-X(s))/l + X(s)/s ) · p^l
 */
function equation32(one: readonly number[], other: readonly number[]): number {
  const p = 0.95;
  const [S, L] = one.length <= other.length ? [one, other] : [other, one];
  const [s, l] = [S.length, L.length];
  const X = (d: number): number => S.slice(0, d).filter((artist) => L.slice(0, d).includes(artist)).length;
  let [observed, assumed] = [0, 0];
  for (let d = 1; d <= l; d++) observed += (X(d) / d) * p ** d;
  for (let d = s + 1; d <= l; d++) assumed += ((X(s) * (d - s)) / (s * d)) * p ** d;
  return ((1 - p) / p) * (observed + assumed) + ((X(l) - X(s)) / l + X(s) / s) * p ** l;
}

describe('rankBiasedOverlap() by the formula with p = 0.95', () => {
  test.each([
    // X(1) = 0, X(2) = 2, s = l = 2: (1-p)/p · (0 + 2/2 · p²) + (0/2 + 2/2) · p² = (1-p)p + p² = p.
    ['AB', 'BA', 0.95],
    // X = 1, 2, 2: 0.05 · (1 + 0.95 + 2/3 · 0.9025) + 2/3 · 0.857375 = 0.127583… + 0.571583…
    ['ABC', 'ABD', 0.699_166_666_666_666_7],
    // Uneven: s = 1, l = 2, X(1) = 0, X(2) = 1: 0.05/0.95 · (1/2 · 0.9025 + 0) + (1/2 + 0) · 0.9025 = 0.02375 + 0.45125.
    ['A', 'BA', 0.475],
    // Uneven: s = 2, l = 3, X = 1, 1, 1: 0.05 · (1 + 1/2 · 0.95 + 1/3 · 0.9025) seen, that is 0.088791…; assumed
    // 0.05 · (1 · 1)/(2 · 3) · 0.9025, that is 0.007520…; and (0/3 + 1/2) · 0.857375 for the rest, that is 0.4286875.
    ['AD', 'ABC', 0.525],
    // As before, but D overlaps below the end of the short list: X(3) = 2, so 0.103833… seen, the same
    // 0.007520… assumed, and (1/3 + 1/2) · 0.857375 = 0.714479… for the rest.
    ['AD', 'ABD', 0.825_833_333_333_333_3],
  ])('of %s and %s is %d', (one, other, expected) => {
    expect(between(one, other)).toBeCloseTo(expected, 12);
  });

  test('gives changes at the top more weight than changes at the end', () => {
    const changes = ['BACDEF', 'ACBDEF', 'ABCDFE'].map((list) => between('ABCDEF', list) ?? 0);
    expect(changes).toEqual(changes.toSorted((one, other) => one - other));
    expect(new Set(changes).size).toBe(3);
    expect(between('ABCDEF', 'XBCDEF')).toBeLessThan(between('ABCDEF', 'ABCDEX') ?? 0);
  });
});

describe('rankBiasedOverlap() on its scale from 0 to 1', () => {
  const ranking = fc.shuffledSubarray(
    Array.from({ length: 60 }, (_, artist) => artist),
    { minLength: 1 },
  );
  const packed = (artists: readonly number[]): Int32Array => Int32Array.from(artists);

  test('is null for two empty lists, and 0 for an empty and a non-empty list', () => {
    expect([between('', ''), between('', 'A'), between('A', '')]).toEqual([null, 0, 0]);
  });

  test('is exactly 1 for a list and itself or its beginning', () => {
    fc.assert(
      fc.property(ranking, fc.nat(), (artists, number) => {
        expect(rankBiasedOverlap(packed(artists), packed(artists))).toBe(1);
        const beginning = artists.slice(0, 1 + (number % artists.length));
        expect(rankBiasedOverlap(packed(beginning), packed(artists))).toBe(1);
      }),
    );
  });

  test('is exactly 0 for lists without a common artist', () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        expect(rankBiasedOverlap(packed(one), packed(other.map((artist) => artist + 60)))).toBe(0);
      }),
    );
  });

  test('is between 0 and 1, symmetric, and equal to the formula for any two lists', () => {
    fc.assert(
      fc.property(ranking, ranking, (one, other) => {
        const value = rankBiasedOverlap(packed(one), packed(other)) ?? NaN;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(rankBiasedOverlap(packed(other), packed(one))).toBe(value);
        expect(value).toBeCloseTo(equation32(one, other), 12);
      }),
      { numRuns: 500 },
    );
  });
});
