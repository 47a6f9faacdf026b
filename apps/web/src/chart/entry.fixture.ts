import type { EntryData } from './chart-query.js';

/** A chart entry with some fields given; the artist's id is the name. */
export function entry(name: string, given: Partial<EntryData> = {}): EntryData {
  return {
    rank: 1,
    previousRank: null,
    rankChange: null,
    status: null,
    peakRank: 1,
    weeksOnChart: 1,
    weeksAtNumberOne: 0,
    consecutiveWeeksAtNumberOne: 0,
    artist: { id: name, name, imageUrl: null, spotifyUrl: null },
    ...given,
  };
}
