import { expect, test } from '@jest/globals';
import { points } from '../bump-chart/series.fixture.js';
import { getArtistCard, getArtistTable, getLedgerTable } from './artist-share.js';
import { computeLedger } from './ledger.js';

const artist = { id: 'A', name: 'Nova' };

test('the card of an artist has the figures of the shortest range with the artist', () => {
  const ledgers = new Map([
    ['SHORT_TERM', null],
    ['MEDIUM_TERM', computeLedger(points('4 2 .'))],
  ] as const);
  const card = getArtistCard({ artist, all: [], slots: new Map(), interval: 'DAY', ledgers });
  expect(card.footnote).toBe('From my 6-month chart. Ranked by Spotify.');
  const all = [{ id: 'SHORT_TERM', name: '4 weeks', points: points('4r 2') }];
  expect(getArtistCard({ artist, all, slots: new Map(), interval: 'DAY', ledgers }).footnote).toBe(
    'From my 6-month chart. Ranked by Spotify. Thin lines: reconstructed from my listening history.',
  );
  expect(card.facts.map(({ value }) => value)).toEqual(['No.\u00a02', '1', 'Never', 'Jun 1, 2026']);
});

test('the table of an artist has columns for each range, newest day first', () => {
  const histories = [
    { range: 'SHORT_TERM', days: points('4r - .') },
    { range: 'LONG_TERM', days: points('9 8 7') },
  ] as const;
  expect(getArtistTable(histories)).toEqual({
    header: ['Day', '4 weeks', '1 year', 'Source (4 weeks)', 'Source (1 year)'],
    rows: [
      ['2026-06-03', null, 7, null, 'SPOTIFY'],
      ['2026-06-02', 'off', 8, 'SPOTIFY', 'SPOTIFY'],
      ['2026-06-01', 4, 9, 'RECONSTRUCTED', 'SPOTIFY'],
    ],
  });
});

test('the table of figures has a row for each range, empty where the artist never was on the chart', () => {
  const { header, rows } = getLedgerTable(
    new Map([
      ['SHORT_TERM', computeLedger(points('4 2 -'))],
      ['LONG_TERM', null],
    ]),
  );
  expect(rows[0]).toEqual([
    '4 weeks',
    null,
    2,
    '2026-06-02',
    4,
    '2026-06-01',
    2,
    '2026-06-02',
    0,
    0,
    0,
    0,
    0,
  ]);
  expect(rows[1]).toEqual(['1 year', ...Array.from({ length: header.length - 1 }, () => null)]);
});
