import { expect, test } from '@jest/globals';
import { series } from '../bump-chart/series.fixture.js';
import { getTrendsCard, getTrendsTable } from './trends-share.js';

const all = [series('3r . - 1', 'A'), series('1r . 2 4', 'B')];

test('the card of trends names the days, and explains gaps', () => {
  const slots = new Map([['A', 0]]);
  const card = getTrendsCard({ all, slots, interval: 'DAY', ranks: 10, range: 'LONG_TERM' });
  expect(card).toMatchObject({ kicker: 'My trends · 1 year', ranks: 10, interval: 'DAY' });
  expect(card.title.replace(/\s/gu, ' ')).toBe('Jun 1 – 4, 2026');
  expect(card.footnote).toBe(
    'Ranked by Spotify over about the last year. Thin lines: reconstructed from my listening history. Shaded: no snapshot.',
  );
});

test.each([
  [
    '3r 1',
    'Ranked by Spotify over about the last year. Thin lines: reconstructed from my listening history.',
  ],
  ['3r 1r', 'Reconstructed from my listening history: ranked by plays over 1 year.'],
])('the card of trends says what is reconstructed in "%s"', (written, footnote) => {
  const slots = new Map([['A', 0]]);
  const drawing = { all: [series(written, 'A')], slots, interval: 'DAY', ranks: 10 } as const;
  expect(getTrendsCard({ ...drawing, range: 'LONG_TERM' }).footnote).toBe(footnote);
});

test('the table of trends has a row for each period, newest first', () => {
  expect(getTrendsTable(all, 'DAY')).toEqual({
    header: ['Day', 'Artist A', 'Artist B', 'Source'],
    rows: [
      ['2026-06-04', 1, 4, 'SPOTIFY'],
      ['2026-06-03', 'off', 2, 'SPOTIFY'],
      ['2026-06-02', null, null, null],
      ['2026-06-01', 3, 1, 'RECONSTRUCTED'],
    ],
  });
});
