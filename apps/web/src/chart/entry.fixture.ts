import type { EntryData } from './chart-query.js';

/** An entry by what a test is about; the artist's id is its name. */
export function entry(name: string, given: Partial<EntryData> = {}): EntryData {
  return {
    rank: 1,
    previousRank: null,
    rankChange: null,
    status: null,
    peakRank: 1,
    weeksOnChart: 1,
    weeksAtNumberOne: 0,
    artist: { id: name, name, imageUrl: null, spotifyUrl: null },
    ...given,
  };
}
