import { describe, expect, test } from '@jest/globals';
import { letterOf, numberOf, written } from './history.fixture.js';
import { History } from './history.js';

const history = written({
  '2026-11-02': '',
  '2026-11-04': 'AB',
  '2026-11-05': 'BAC…',
});

describe('a history', () => {
  test('contains its snapshots in order of their days', () => {
    expect(history.size).toBe(3);
    const all = [0, 1, 2].map((index) => [
      history.day(index),
      [...history.artists(index)].map(letterOf).join(''),
      history.depth(index),
      history.complete(index),
    ]);
    expect(all).toEqual([
      ['2026-11-02', '', 0, true],
      ['2026-11-04', 'AB', 2, true],
      ['2026-11-05', 'BAC', 3, false],
    ]);
    expect(history.takenAt(2)).toEqual(new Date('2026-11-05T05:12:00Z'));
  });

  test('knows the source of each snapshot', () => {
    const seam = written({ '2026-11-02': '~A', '2026-11-03': '~…', '2026-11-04': 'B' });
    expect([0, 1, 2].map((index) => seam.source(index))).toEqual([
      'RECONSTRUCTED',
      'RECONSTRUCTED',
      'SPOTIFY',
    ]);
    expect(() => seam.source(3)).toThrow(RangeError);
  });

  test.each([
    ['2026-11-01', null],
    ['2026-11-02', 0],
    ['2026-11-03', 0],
    ['2026-11-04', 1],
    ['2026-11-05', 2],
    ['2027-01-01', 2],
    [null, 2],
  ])('finds the newest snapshot by %s', (day, index) => {
    expect(history.newest(day)).toBe(index);
  });

  test('returns the newest snapshot of all without a day', () => {
    expect(history.newest()).toBe(2);
  });

  test.each([
    ['2026-11-03', '2026-11-04', 1],
    ['2026-11-03', '2026-11-03', null],
    ['2026-11-05', '2026-11-30', 2],
    ['2026-11-02', '2026-11-02', 0],
    ['2026-11-06', '2026-11-30', null],
    ['2026-10-01', '2026-11-01', null],
  ])('finds the newest snapshot from %s to %s', (first, last, index) => {
    const number = (day: string): number => Date.parse(day) / 86_400_000;
    expect(history.newestWithin(number(first), number(last))).toBe(index);
  });

  test.each([
    [1, 'A', 1],
    [2, 'A', 2],
    [1, 'C', null],
    [2, 'C', 3],
    [0, 'A', null],
  ])('returns the rank in snapshot %d of artist %s: %p', (index, letter, rank) => {
    expect(history.rank(index, numberOf(letter))).toBe(rank);
  });

  test('has() is true for every artist in any snapshot', () => {
    expect(['A', 'B', 'C', 'D'].map((letter) => history.has(numberOf(letter)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test.each([-1, 3, 0.5])('throws RangeError for the missing snapshot %d', (index) => {
    expect(() => history.day(index)).toThrow(RangeError);
    expect(() => history.takenAt(index)).toThrow(RangeError);
    expect(() => history.complete(index)).toThrow(RangeError);
    expect(() => history.artists(index)).toThrow(RangeError);
  });

  test('can be empty', () => {
    expect([History.EMPTY.size, History.EMPTY.newest(), History.EMPTY.has(1)]).toEqual([0, null, false]);
  });

  test('reports the bytes of its columns and indexes', () => {
    const days = 400;
    const artists = Int32Array.from({ length: 50 * days }, (_, place) => place % 50);
    const columns = {
      days: Int32Array.from({ length: days }, (_, index) => index),
      takenAt: new Float64Array(days),
      complete: new Uint8Array(days),
      reconstructed: new Uint8Array(days),
      ends: Int32Array.from({ length: days }, (_, index) => 50 * (index + 1)),
      artists,
    };
    // Columns: 4 + 8 + 1 + 1 + 4 bytes a day and 4 per place. Weeks: 58 with 50 places of 8 bytes each.
    const [own, weeks] = [days * 18 + artists.length * 4, 58 * 50 * 8];
    const { bytes } = new History(columns);
    expect(bytes).toBeGreaterThan(own + weeks);
    expect(bytes).toBeLessThan(1.2 * (own + weeks));
  });
});
