import { expect, test } from '@jest/globals';
import { getChartCard, getChartTable, getTopListTable } from './chart-share.js';
import type { ChartEntry } from './chart-query.js';
import { entry } from './entry.fixture.js';

function chartEntry(name: string, given: Parameters<typeof entry>[1]): ChartEntry {
  const { artist, ...rest } = entry(name, given);
  const spotifyUrl = `https://open.spotify.com/artist/${name}`;
  return { ...rest, consecutiveWeeksOnChart: 1, artist: { ...artist, images: [], spotifyUrl, linked: true } };
}

const entries = [
  chartEntry('Nova', { rank: 1, previousRank: 4, rankChange: 3, status: 'MOVED_UP' }),
  chartEntry('Moths', { rank: 2, status: 'NEW_ENTRY' }),
  chartEntry('Kestrel', {
    rank: 3,
    previousRank: 1,
    rankChange: -2,
    status: 'MOVED_DOWN',
    peakRank: 1,
    weeksOnChart: 9,
  }),
  chartEntry('', { rank: 4 }),
];

test('the card of a chart says how entries moved', () => {
  const card = getChartCard({ day: '2026-11-29', source: 'SPOTIFY', entries }, 'SHORT_TERM');
  expect(card).toMatchObject({
    kicker: 'My chart · 4 weeks',
    title: 'November 29, 2026',
    footnote: 'Ranked by Spotify over about the last 4 weeks',
    lead: 'Up from No.\u00a04 to number one',
  });
  expect(card.entries.map(({ name, mark }) => [name, mark])).toEqual([
    ['Nova', { kind: 'up', places: 3 }],
    ['Moths', { kind: 'highlight', text: 'new' }],
    ['Kestrel', { kind: 'down', places: 2 }],
    ['Unnamed artist', { kind: 'text', text: '' }],
  ]);
});

test('the card of a reconstructed chart says so', () => {
  const { footnote } = getChartCard({ day: '2019-11-29', source: 'RECONSTRUCTED', entries }, 'LONG_TERM');
  expect(footnote).toBe('Reconstructed from my listening history: ranked by plays over 1 year');
});

test('the table of a chart has a row for each entry, and then for each drop-out', () => {
  const gone = chartEntry('Fennel', { rank: null, previousRank: 2, peakRank: 2, weeksOnChart: 5 });
  const { header, rows } = getChartTable({
    source: 'RECONSTRUCTED',
    entries,
    dropouts: [{ ...gone, consecutiveWeeksOnChart: 0 }],
  });
  expect(rows.map((row) => row.length)).toEqual([...entries, gone].map(() => header.length));
  expect(rows.at(-1)).toEqual([
    null,
    'Fennel',
    2,
    'DROP_OUT',
    2,
    5,
    0,
    0,
    'https://open.spotify.com/artist/Fennel',
    'RECONSTRUCTED',
  ]);
  expect(rows[2]).toEqual([
    3,
    'Kestrel',
    1,
    'MOVED_DOWN',
    1,
    9,
    1,
    0,
    'https://open.spotify.com/artist/Kestrel',
    'RECONSTRUCTED',
  ]);
});

test("the table of Spotify's current list has the artists by rank", () => {
  const [nova] = entries;
  expect(getTopListTable(nova ? [{ rank: 1, artist: nova.artist }] : [])).toEqual({
    header: ['Rank', 'Artist', 'Spotify'],
    rows: [[1, 'Nova', 'https://open.spotify.com/artist/Nova']],
  });
});
