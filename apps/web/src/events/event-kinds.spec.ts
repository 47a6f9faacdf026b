import { expect, test } from '@jest/globals';
import { describeEvent, getEventsTable, groupByDay, KINDS, parseKind } from './event-kinds.js';

test('every kind of event has its own name in addresses', () => {
  expect(KINDS.map(({ slug }) => parseKind(slug))).toEqual(KINDS.map(({ kind }) => kind));
  expect([parseKind(null), parseKind('else')]).toEqual([null, null]);
});

test.each([
  ['NEW_NUMBER_ONE', 1, 4, 'rises to number one (was No. 4)'],
  ['NEW_NUMBER_ONE', 1, null, 'enters at number one'],
  ['NEW_ENTRY', 9, null, 'debuts at No. 9'],
  ['RE_ENTRY', 12, null, 'returns at No. 12'],
  ['NEW_PEAK', 4, 5, 'reaches a new peak at No. 4 (was No. 5)'],
  ['NEW_PEAK', 3, null, 'reaches a new peak at No. 3'],
  ['DROP_OUT', null, 50, 'drops out (was No. 50)'],
] as const)('the event %s at rank %s, from %s, is described as "%s"', (kind, rank, previousRank, text) => {
  expect(describeEvent({ kind, rank, previousRank }).replaceAll('\u00a0', ' ')).toBe(text);
});

test('groupByDay groups consecutive events of a day and keeps their order', () => {
  const events = ['3a', '3b', '2c', '1d', '1e'].map((name) => ({ day: `2026-11-0${name[0]}`, name }));
  expect(groupByDay(events).map(({ day, events: ofDay }) => [day, ofDay.map(({ name }) => name)])).toEqual([
    ['2026-11-03', ['3a', '3b']],
    ['2026-11-02', ['2c']],
    ['2026-11-01', ['1d', '1e']],
  ]);
  expect(groupByDay([])).toEqual([]);
});

test('the table of events has a row for each event', () => {
  const spotifyUrl = 'https://open.spotify.com/artist/A';
  const artist = { id: 'A', name: 'Nova', imageUrl: null, images: [], spotifyUrl };
  const event = {
    kind: 'DROP_OUT',
    day: '2026-11-02',
    range: 'LONG_TERM',
    rank: null,
    previousRank: 50,
    artist,
  } as const;
  expect(getEventsTable([event]).rows).toEqual([
    ['2026-11-02', '1 year', 'DROP_OUT', 'Nova', null, 50, spotifyUrl],
  ]);
});
