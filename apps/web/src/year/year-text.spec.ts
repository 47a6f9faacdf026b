import { expect, it } from '@jest/globals';
import { isoWeekOf } from '../week/iso-week.js';
import { describeReconstructedWeeks, describeWeeks, listFigures } from './year-text.js';

const artist = { id: 'A', name: 'A', imageUrl: null, spotifyUrl: 'https://spotify/A' };
const reign = { artist, weeks: 2, first: isoWeekOf('2026-05-31'), last: isoWeekOf('2026-11-25') };
const led = { peakRank: 1, weeks: 27, weeksAtNumberOne: 16 };
const other = { peakRank: 50, weeks: 1, weeksAtNumberOne: 0 };
const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');

it('describes the weeks of a year from the Monday of the first to the Sunday of the last', () => {
  expect(plainSpaces(describeWeeks(27, [reign], true))).toBe('27 weekly charts so far, May 25 – Nov 29.');
  expect(describeWeeks(1, [], false)).toBe('1 weekly chart.');
});

it.each([
  [0, 52, null],
  [1, 52, '1 of the 52 weekly charts is reconstructed from your listening history.'],
  [40, 52, '40 of the 52 weekly charts are reconstructed from your listening history.'],
  [52, 52, 'All weekly charts are reconstructed from your listening history.'],
])('describes %i reconstructed weeks of %i', (reconstructed, all, text) =>
  expect(describeReconstructedWeeks(reconstructed, all)).toBe(text),
);

it.each([
  [led, 27, ['27 weeks', '16 at No. 1']],
  [other, 27, ['1 week', 'Peak No. 50']],
  [led, 1, []],
])('lists the figures of %j of %i weeks as %j', (entry, weeksCounted, figures) => {
  expect(listFigures(entry, weeksCounted).map(plainSpaces)).toEqual(figures);
});
