import { expect, test } from '@jest/globals';
import { isoWeekOf } from '../week/iso-week.js';
import { getReignsTable, getYearCard, getYearTable } from './year-share.js';

const entries = [
  {
    rank: 1,
    points: 1204,
    peakRank: 1,
    weeks: 26,
    weeksAtNumberOne: 11,
    artist: {
      id: 'A',
      name: 'Nova',
      imageUrl: null,
      images: [],
      spotifyUrl: 'https://open.spotify.com/artist/A',
      linked: true,
    },
  },
];

test('the card of a year-end chart has points, and says that they are not plays', () => {
  const year = { year: 2026, weeksCounted: 26, reconstructedWeeks: 0, entries };
  const card = getYearCard(year, 'MEDIUM_TERM');
  expect(card).toMatchObject({
    kicker: 'My year-end chart · 6 months',
    title: '2026',
    footnote: 'Points from 26 weekly charts, not plays. Ranked by Spotify.',
    lead: '1,204 points in 26 weeks',
  });
  expect(getYearCard({ ...year, reconstructedWeeks: 4 }, 'MEDIUM_TERM').footnote).toBe(
    'Points from 26 weekly charts, not plays. Ranked by Spotify; 4 weeks reconstructed from my listening history.',
  );
  expect(getYearCard({ ...year, reconstructedWeeks: 26 }, 'MEDIUM_TERM').footnote).toBe(
    'Points from 26 weekly charts, not plays. Reconstructed from my listening history.',
  );
  expect(card.entries[0]).toEqual({ rank: 1, id: 'A', name: 'Nova', mark: { kind: 'text', text: '1,204' } });
});

test('the table of a year-end chart has a row for each entry', () => {
  expect(getYearTable({ entries }).rows).toEqual([
    [1, 'Nova', 1204, 1, 26, 11, 'https://open.spotify.com/artist/A'],
  ]);
});

test('the table of number ones has a row for each reign', () => {
  const artist = { id: 'A', name: 'Nova', imageUrl: null, spotifyUrl: 'https://open.spotify.com/artist/A' };
  const reign = { artist, weeks: 2, first: isoWeekOf('2026-11-09'), last: isoWeekOf('2026-11-22') };
  expect(getReignsTable([reign]).rows).toEqual([
    ['2026-11-09', '2026-11-22', 'Nova', 2, 'https://open.spotify.com/artist/A'],
  ]);
});
