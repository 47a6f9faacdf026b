import { expect, test } from '@jest/globals';
import { filterByKind, getColumns, getMomentumTable, getMovement } from './momentum-kinds.js';

test('filterByKind keeps the order of the entries', () => {
  const entries = [
    { kind: 'RISING', name: 'A' },
    { kind: 'FADING', name: 'B' },
    { kind: 'RISING', name: 'C' },
  ] as const;
  expect(filterByKind(entries, 'RISING').map(({ name }) => name)).toEqual(['A', 'C']);
  expect(filterByKind(entries, 'STAPLE')).toEqual([]);
});

const ranks = (longTermRank: number | null, mediumTermRank: number | null, shortTermRank: number | null) => ({
  longTermRank,
  mediumTermRank,
  shortTermRank,
});

test('getColumns leaves out the lists that no artist of a group is in', () => {
  expect(getColumns([ranks(null, null, 4), ranks(null, null, 9)])).toEqual(['shortTermRank']);
  expect(getColumns([ranks(null, 43, 21), ranks(null, null, 4)])).toEqual([
    'mediumTermRank',
    'shortTermRank',
  ]);
  expect(getColumns([])).toEqual([]);
});

test.each([
  [ranks(30, null, 10), { status: 'MOVED_UP', rankChange: 20, isOut: false }],
  [ranks(10, 20, 30), { status: 'MOVED_DOWN', rankChange: -20, isOut: false }],
  [ranks(3, 4, 3), { status: 'NO_CHANGE', rankChange: 0, isOut: false }],
  [ranks(null, 45, 43), { status: 'NEW_ENTRY', rankChange: null, isOut: false }],
  [ranks(24, 18, null), { status: null, rankChange: null, isOut: true }],
])('the movement of %j is %j', (entry, movement) => {
  expect(getMovement(entry)).toEqual(movement);
});

test('getMomentumTable has a row for each entry, by kind', () => {
  const artist = {
    id: 'A',
    name: 'Nova',
    imageUrl: null,
    images: [],
    spotifyUrl: 'https://open.spotify.com/artist/A',
    linked: true,
  };
  const entries = (['FADING', 'BREAKOUT'] as const).map((kind) =>
    Object.assign(ranks(9, null, 4), { day: '2026-11-29', kind, artist }),
  );
  expect(getMomentumTable(entries)).toEqual({
    header: ['Kind', 'Artist', 'Rank over 4 weeks', 'Rank over 6 months', 'Rank over 1 year', 'Spotify'],
    rows: [
      ['Breaking out', 'Nova', 4, null, 9, artist.spotifyUrl],
      ['Fading', 'Nova', 4, null, 9, artist.spotifyUrl],
    ],
  });
});
