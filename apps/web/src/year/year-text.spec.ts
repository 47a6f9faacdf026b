import { expect, it } from '@jest/globals';
import { isoWeekOf } from '../week/iso-week.js';
import { describeWeeks, listFigures, summarize } from './year-text.js';

const artist = { id: 'A', name: 'A', imageUrl: null, spotifyUrl: 'https://spotify/A' };
const reign = { artist, weeks: 2, first: isoWeekOf('2026-05-31'), last: isoWeekOf('2026-11-25') };
const led = { points: 1_339, peakRank: 1, weeks: 27, weeksAtNumberOne: 16 };
const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');

it('describes the weeks of a year from the Monday of the first to the Sunday of the last', () => {
  expect(plainSpaces(describeWeeks(27, [reign], true))).toBe('27 weekly charts so far, May 25 – Nov 29.');
  expect(describeWeeks(1, [], false)).toBe('1 weekly chart.');
});

it.each([
  [led, ['1,339 points', '27 weeks', '16 at No. 1'], 'Peak 1 · 27 weeks · 16 at No. 1'],
  [
    { points: 1, peakRank: 50, weeks: 1, weeksAtNumberOne: 0 },
    ['1 point', '1 week', 'Peak No. 50'],
    'Peak 50 · 1 week',
  ],
])('mentions weeks at number one only where there are some: %j', (entry, figures, summary) => {
  expect(listFigures(entry).map(plainSpaces)).toEqual(figures);
  expect(plainSpaces(summarize(entry))).toBe(summary);
});
