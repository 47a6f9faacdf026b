import { expect, it } from '@jest/globals';
import { type StoryChart, type StoryEntry, findClimbers, findLongestRuns, writeStory } from './week-story.js';

const BASELINE = { day: '2026-11-22', source: 'SPOTIFY' } as const;

/** An entry that has not moved, with some fields given. */
function entry(name: string, rank: number, given: Partial<StoryEntry> = {}): StoryEntry {
  return {
    artist: { id: name, name },
    rank,
    previousRank: rank,
    rankChange: 0,
    status: 'NO_CHANGE',
    peakRank: rank,
    weeksOnChart: 9,
    consecutiveWeeksOnChart: 9,
    weeksAtNumberOne: rank === 1 ? 3 : 0,
    consecutiveWeeksAtNumberOne: rank === 1 ? 3 : 0,
    ...given,
  };
}

/** An entry that moved. */
function moved(
  name: string,
  rank: number,
  previousRank: number,
  given: Partial<StoryEntry> = {},
): StoryEntry {
  const status = previousRank > rank ? 'MOVED_UP' : 'MOVED_DOWN';
  return entry(name, rank, { previousRank, rankChange: previousRank - rank, status, ...given });
}

const debut = (name: string, rank: number, status: StoryEntry['status'] = 'NEW_ENTRY') =>
  entry(name, rank, { previousRank: null, rankChange: null, status, consecutiveWeeksOnChart: 1 });

const chart = (entries: readonly StoryEntry[], given: Partial<StoryChart> = {}): StoryChart => ({
  comparedTo: BASELINE,
  dropouts: [],
  entries,
  ...given,
});

const [A, B] = [entry('A', 1), entry('B', 2)];
const first = { weeksAtNumberOne: 1, consecutiveWeeksAtNumberOne: 1 };

it.each([
  ['no entries', [], 'No artists this week'],
  ['a debut at number one', [{ ...debut('N', 1), ...first }, B], 'N debuts at number one'],
  ['a return at number one', [debut('N', 1, 'RE_ENTRY'), B], 'N returns at number one'],
  ['a rise to number one', [moved('N', 1, 5, first), B], 'N rises from No.\u00a05 to number one'],
  ['number one again', [moved('N', 1, 2, { weeksAtNumberOne: 4 }), B], 'N is back at number one'],
  [
    'a number one from below the compared ranks',
    [{ ...debut('N', 1, null), ...first }],
    'N is the new number one',
  ],
  ['a debut in the top 10', [A, moved('C', 2, 30), debut('N', 10)], 'N debuts at No.\u00a010'],
  ['a name that turns the text around', [A, debut('\u202eN', 9)], '\u2068N\u2069 debuts at No.\u00a09'],
  ['a return in the top 10', [A, moved('C', 2, 30), debut('N', 3, 'RE_ENTRY')], 'N returns at No.\u00a03'],
  ['a great climb', [A, debut('N', 11), moved('C', 12, 22)], 'C climbs 10 places to No.\u00a012'],
  [
    'a milestone at number one',
    [entry('A', 1, { consecutiveWeeksAtNumberOne: 10 }), moved('C', 12, 16)],
    'A spends a 10th week in a row at number one',
  ],
  [
    'a later milestone',
    [entry('A', 1, { consecutiveWeeksAtNumberOne: 85 }), B],
    'A spends an 85th week in a row at number one',
  ],
  ['a climb', [A, moved('C', 12, 16)], 'C climbs 4 places to No.\u00a012'],
  ['a quiet week', [A, moved('C', 12, 15)], 'A quiet week: A stays at number one'],
])('writes the headline of %s', (_, entries, headline) => {
  expect(writeStory(chart(entries)).headline).toBe(headline);
});

it('writes about the first chart, which has nothing to compare with', () => {
  const story = writeStory(chart([debut('A', 1, null), debut('B', 2, null)], { comparedTo: null }));
  expect(story).toEqual({ headline: 'A tops the first weekly chart', lead: '', artistId: 'A' });
});

it.each([
  [
    chart([moved('N', 1, 4, first), moved('A', 2, 1), moved('C', 9, 12), debut('D', 20)]),
    'A moves down from number one to No.\u00a02. 1 artist is new.',
  ],
  [
    chart([moved('N', 1, 2, first), moved('C', 9, 12)], {
      dropouts: [{ artist: A.artist, previousRank: 1 }],
    }),
    'A drops off the chart from number one. C makes the biggest climb, up 3 places to No.\u00a09. 1 artist drops out.',
  ],
  [
    chart([A, debut('N', 4), debut('M', 20), debut('R', 30, 'RE_ENTRY')], {
      dropouts: [B, entry('X', 9), entry('Y', 10)],
    }),
    'A has been number one for 3 weeks in a row. 2 artists are new, 1 returns and 3 drop out.',
  ],
  [
    chart([A, moved('C', 2, 3), B]),
    'C makes the biggest climb, up 1 place to No.\u00a02. No artist is new and none dropped out.',
  ],
  [chart([]), ''],
])('writes the lead without what the headline says', (given, lead) => {
  expect(writeStory(given).lead).toBe(lead);
});

it('writes correct sentences for names with punctuation, and for none', () => {
  const story = writeStory(chart([entry('M.I.A.', 1), debut('', 5), moved('Who?', 12, 30)]));
  expect(story.headline).toBe('An unnamed artist debuts at No.\u00a05');
  expect(story.lead).toBe(
    'M.I.A. has been number one for 3 weeks in a row. Who? makes the biggest climb, up 18 places to No.\u00a012. 1 artist is new.',
  );
});

it('finds the biggest climbers and the longest runs, equal ones by rank', () => {
  const entries = [A, moved('C', 5, 9), moved('D', 6, 10), moved('E', 7, 6), debut('N', 8)];
  expect(findClimbers(entries).map(({ artist }) => artist.name)).toEqual(['C', 'D']);
  expect(findLongestRuns(entries).map(({ artist }) => artist.name)).toEqual(['A', 'C', 'D', 'E']);
  expect(findLongestRuns([])).toEqual([]);
});
