import { describe, expect, it } from '@jest/globals';
import { chartOf, History } from '#charts';
import { EntryOrder, ordered } from './chart.models.js';

// A week ago 1 to 6 stood in order. Now 4 has climbed and 6 a little, 7 is new, and all others fell.
const before = [1, 2, 3, 4, 5, 6];
const now = [4, 1, 7, 2, 6, 3, 5];
const history = new History({
  days: Int32Array.of(20_000, 20_007),
  takenAt: Float64Array.of(0, 0),
  complete: Uint8Array.of(1, 1),
  ends: Int32Array.of(before.length, before.length + now.length),
  artists: Int32Array.from([...before, ...now]),
});
const entries = chartOf(history, 1, 0).entries();
const artists = (order: EntryOrder): number[] => ordered(entries, order).map(({ artist }) => artist);

describe('the order of entries', () => {
  it('is that of the chart', () => {
    expect(artists(EntryOrder.RANK)).toEqual(now);
  });

  it('or by change: climbs, then falls, then who has none; the better place first among equals', () => {
    const changes = ordered(entries, EntryOrder.RANK_CHANGE).map(({ artist, rankChange }) => [
      artist,
      rankChange,
    ]);
    expect(changes).toEqual([
      [4, 3],
      [6, 1],
      [1, -1],
      [2, -2],
      [5, -2],
      [3, -3],
      [7, null],
    ]);
  });
});
