import { describe, expect, it } from '@jest/globals';
import type { ChartEntry } from '../charts/chart.models.js';
import { showArtist } from './share-words.js';
import { describeChart, describePreview, describeShare, type SharedEntries } from './share-page.js';

const isAllowedImage = (address: string): boolean => address.startsWith('https://i.scdn.co/');

function artist(name: string, changes: Partial<ChartEntry['artist']> = {}): ChartEntry['artist'] {
  const spotifyUrl = `https://open.spotify.com/artist/${name}`;
  return {
    id: name,
    linked: true,
    name,
    imageUrl: null,
    images: [],
    spotifyUrl,
    genres: null,
    popularity: null,
    ...changes,
  };
}

function entry(name: string, changes: Partial<ChartEntry>): ChartEntry {
  return {
    artist: artist(name),
    rank: 1,
    previousRank: null,
    rankChange: null,
    status: null,
    peakRank: 1,
    peakDay: '2026-11-01',
    entryRank: 1,
    entryDay: '2026-11-01',
    weeksOnChart: 1,
    consecutiveWeeksOnChart: 1,
    weeksAtNumberOne: 0,
    consecutiveWeeksAtNumberOne: 0,
    ...changes,
  };
}

const CHART: SharedEntries = {
  day: '2026-11-22',
  source: 'SPOTIFY',
  comparedTo: { day: '2026-11-15', source: 'SPOTIFY' },
  entries: [
    entry('First', { status: 'NO_CHANGE', previousRank: 1, rankChange: 0, weeksAtNumberOne: 11 }),
    entry('Up', { rank: 2, status: 'MOVED_UP', previousRank: 4, rankChange: 2 }),
    entry('Higher', { rank: 3, status: 'MOVED_UP', previousRank: 9, rankChange: 6 }),
    entry('Down', { rank: 4, status: 'MOVED_DOWN', previousRank: 2, rankChange: -2 }),
    entry('New', { rank: 5, status: 'NEW_ENTRY' }),
    entry('Back', { rank: 6, status: 'RE_ENTRY' }),
    entry('Unknown', { rank: 7 }),
  ],
  dropouts: [entry('Out', { rank: null, previousRank: 3 })],
};

describe('a shared chart', () => {
  const shown = describeChart(CHART, 'SHORT_TERM', isAllowedImage);

  it('has the day in words, who ranked it, and what it is compared with', () => {
    expect(shown.day.text).toBe('Sunday, November 22, 2026');
    expect(shown.about).toBe(
      'Ranked by Spotify over about the last 4 weeks. Compared with a week earlier (November 15).',
    );
    expect(shown.reconstructed).toBeNull();
  });

  it('says how each entry moved, with a sign or a word, and a dash where it is unknown', () => {
    const seen = shown.rows.map(({ movement }) => [movement?.sign, movement?.text].filter(Boolean).join(' '));
    expect(seen).toEqual(['=', '▲ 2', '▲ 6', '▼ 2', 'new', 'back', '–']);
    const spoken = shown.rows.map(({ movement }) =>
      [movement?.spoken, movement?.text].filter(Boolean).join(' '),
    );
    expect(spoken).toEqual(['same', 'up 2', 'up 6', 'down 2', 'new', 'back', 'change unknown']);
  });

  it('lists the biggest moves first, then the artists who are new, back or out', () => {
    const lists = shown.movers.map(({ title, entries }) => [
      title,
      ...entries.map(({ artist: { name }, note }) => `${name}: ${note.replace('\u00a0', ' ')}`),
    ]);
    expect(lists).toEqual([
      ['Biggest climbs', 'Higher: 9 → 3', 'Up: 4 → 2'],
      ['Biggest falls', 'Down: 2 → 4'],
      ['New', 'New: No. 5'],
      ['Back', 'Back: No. 6'],
      ['Dropped out', 'Out: was No. 3'],
    ]);
    expect(shown.tally).toBe('2 up, 1 down, 1 new, 1 back, 1 out');
  });

  it('shows the first few of a long list, and counts the others', () => {
    const entries = Array.from({ length: 7 }, (_, index) =>
      entry(`New ${index}`, { rank: index + 1, status: 'NEW_ENTRY' }),
    );
    const [list] = describeChart({ ...CHART, entries, dropouts: [] }, 'LONG_TERM', isAllowedImage).movers;
    expect([list?.count, list?.entries.length, list?.more]).toEqual([7, 5, 2]);
  });

  it('without a baseline has no movement, and says why', () => {
    const first = describeChart({ ...CHART, comparedTo: null, dropouts: [] }, 'SHORT_TERM', isAllowedImage);
    expect(first.rows.every(({ movement }) => movement === null)).toBe(true);
    expect([first.since, first.numberOne?.reign]).toEqual([null, null]);
    expect(first.about).toMatch(/This is the first chart/);
  });

  it.each([
    ['RECONSTRUCTED', 'SPOTIFY', /^Reconstructed from an imported listening history, not recorded/],
    ['SPOTIFY', 'RECONSTRUCTED', /^Compared with a chart that is reconstructed/],
  ] as const)('says what is reconstructed: %s, compared with %s', (source, baseline, text) => {
    const comparedTo = { day: '2025-11-22', source: baseline };
    const { reconstructed, about } = describeChart(
      { ...CHART, source, comparedTo },
      'MEDIUM_TERM',
      isAllowedImage,
    );
    expect(reconstructed).toMatch(text);
    expect(about).toContain('Compared with November 22, 2025.');
  });
});

describe('the title of a share', () => {
  it.each([
    [null, null, 'Top artists', null],
    [null, 'Ada', 'Ada’s chart', null],
    ['Road songs', null, 'Road songs', null],
    ['Road songs', 'Ada', 'Road songs', 'Ada’s chart'],
    ['\u202eevil\u202c', null, 'evil', null],
  ])('for %j and the name %j is %j, with the byline %j', (title, listenerName, heading, byline) => {
    expect(describeShare({ title, listenerName, range: 'LONG_TERM' })).toEqual({
      title: heading,
      byline,
      range: '1 year',
    });
  });
});

it('a preview names the top three and has the card, unless there is no chart', () => {
  const head = describeShare({ title: null, listenerName: null, range: 'SHORT_TERM' });
  const chart = describeChart(CHART, 'SHORT_TERM', isAllowedImage);
  expect(describePreview('https://charts.example/s/x', head, chart)).toEqual({
    url: 'https://charts.example/s/x',
    title: 'Top artists · 4 weeks',
    description: 'Sunday, November 22, 2026: 1. First, 2. Up, 3. Higher',
    image: 'https://charts.example/s/x/card.png',
    imageAlt: 'Number one: First. Sunday, November 22, 2026, 4 weeks.',
  });
  expect(describePreview('https://charts.example/s/x', head, null).image).toBeNull();
});

describe('an artist', () => {
  it('has pictures from Spotify’s hosts only, and those of known width in srcset', () => {
    const images = [
      { url: 'https://evil.example/1.jpg', width: 900, height: 900 },
      { url: 'https://i.scdn.co/640', width: 640, height: 640 },
      { url: 'https://i.scdn.co/a b', width: 320, height: 320 },
      { url: 'https://i.scdn.co/?', width: null, height: null },
    ];
    expect(showArtist(artist('A', { images }), isAllowedImage).image).toEqual({
      src: 'https://i.scdn.co/640',
      srcset: 'https://i.scdn.co/640 640w',
    });
  });

  it('says whether the link opens Spotify or searches it, and has a name in any case', () => {
    const unnamed = showArtist(artist('', { linked: false }), isAllowedImage);
    expect([unnamed.opens, unnamed.name]).toEqual(['searches Spotify', 'Unnamed artist']);
    expect(showArtist(artist('A'), isAllowedImage).opens).toBe('opens Spotify');
  });
});
