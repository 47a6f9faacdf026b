import { expect, test } from '@jest/globals';
import { series } from '../bump-chart/series.fixture.js';
import { getTrendsCard, getTrendsTable } from './trends-share.js';

const all = [series('3 . - 1', 'A'), series('1 . 2 4', 'B')];

test('the card of trends names the days, and explains gaps', () => {
  const slots = new Map([['A', 0]]);
  const card = getTrendsCard({ all, slots, interval: 'DAY', ranks: 10, range: 'LONG_TERM' });
  expect(card).toMatchObject({ kicker: 'My trends · 1 year', ranks: 10, interval: 'DAY' });
  expect(card.title.replace(/\s/gu, ' ')).toBe('Jun 1 – 4, 2026');
  expect(card.footnote).toBe('Ranked by Spotify over about the last year. Shaded: no snapshot.');
});

test('the table of trends has a row for each period, newest first', () => {
  expect(getTrendsTable(all, 'DAY')).toEqual({
    header: ['Day', 'Artist A', 'Artist B'],
    rows: [
      ['2026-06-04', 1, 4],
      ['2026-06-03', 'off', 2],
      ['2026-06-02', null, null],
      ['2026-06-01', 3, 1],
    ],
  });
});
