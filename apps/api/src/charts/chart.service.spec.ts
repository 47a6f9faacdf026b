import { describe, expect, it } from '@jest/globals';
import { Chart, History } from '#charts';
import { EntryOrder } from './chart.enums.js';
import { sortEntries } from './chart.service.js';

// A week ago, 1 to 6 were in order. Now 4 and 6 have climbed, 7 is new, and the others have fallen.
const before = [1, 2, 3, 4, 5, 6];
const now = [4, 1, 7, 2, 6, 3, 5];
const history = new History({
  days: Int32Array.of(20_000, 20_007),
  takenAt: Float64Array.of(0, 0),
  complete: Uint8Array.of(1, 1),
  reconstructed: Uint8Array.of(0, 0),
  ends: Int32Array.of(before.length, before.length + now.length),
  artists: Int32Array.from([...before, ...now]),
});
const entries = new Chart(history, 1, 0).entries();
const artists = (order: EntryOrder): number[] => sortEntries(entries, order).map(({ artist }) => artist);

describe('sortEntries', () => {
  it('keeps the rank order of the chart for RANK', () => {
    expect(artists(EntryOrder.RANK)).toEqual(now);
  });

  it('puts climbs first, then falls, then entries without a change for RANK_CHANGE, and breaks ties by rank', () => {
    const changes = sortEntries(entries, EntryOrder.RANK_CHANGE).map(({ artist, rankChange }) => [
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
