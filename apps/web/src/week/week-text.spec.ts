import { expect, it } from '@jest/globals';
import { isoWeekOf } from './iso-week.js';
import { describeNoGaps, getWeekCard } from './week-text.js';

const week = isoWeekOf('2026-11-22');

it.each([
  ['2026-11-29', '2026-06-01', [], 'Every day of the week has a snapshot.'],
  ['2026-11-20', '2026-06-01', [], 'No day of this week is missing so far.'],
  ['2026-11-20', null, [], 'No day of this week is missing so far.'],
  ['2026-11-29', '2026-11-19', [], 'Your history starts on Thursday; every day since has a snapshot.'],
  ['2026-11-20', '2026-11-19', [], 'Your history starts on Thursday; no day since is missing so far.'],
  [
    '2026-11-29',
    '2026-06-01',
    ['2026-06-09', '2026-11-18'],
    'Every other day of the week has a snapshot. A change of your time zone skipped Wednesday.',
  ],
])(
  'on %s, a week without gaps in a history since %s that skipped %j is described',
  (today, since, skippedDays, text) => {
    expect(describeNoGaps(week, today, { since, skippedDays })).toBe(text);
  },
);

it('the card of a week says which week it is, and what it is compared with', () => {
  const chart = {
    day: '2026-11-21',
    source: 'SPOTIFY',
    comparedTo: { day: '2026-11-15', source: 'SPOTIFY' },
  } as const;
  const card = getWeekCard({ ...chart, entries: [], dropouts: [] }, week, 'SHORT_TERM');
  expect(card.kicker).toBe('My week 47 · 4 weeks');
  expect(card.title.replace(/\s/gu, ' ')).toBe('Nov 16 – 22, 2026');
  expect(card.footnote).toBe('Compared with the previous recorded week. Ranked by Spotify.');
  const past = getWeekCard(
    { ...chart, source: 'RECONSTRUCTED', entries: [], dropouts: [] },
    week,
    'SHORT_TERM',
  );
  expect(past.footnote).toBe(
    'Compared with the previous week. Reconstructed from my listening history: ranked by plays over 4 weeks.',
  );
});
