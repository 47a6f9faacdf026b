import { describe, expect, test } from '@jest/globals';
import { CombinedError } from 'urql';
import {
  parseArtists,
  parseRanks,
  getShownArtists,
  formatArtists,
  chooseInterval,
  clampSpan,
  trendsLink,
  getFullSpan,
  searchArtists,
  splitUnknownArtists,
} from './selection.js';

const id = (letter: string): string => letter.repeat(22);
const LOCAL = 'local:0b5c1c9e-8f43-4d1e-9a57-6a1f0e2d3c4b';

describe('artists in an address', () => {
  test.each([
    ['absent', null, null],
    ['empty', '', []],
    ['two ids', `${id('A')}-${id('B')}`, [id('A'), id('B')]],
    ['a repeated id', `${id('A')}-${id('A')}`, [id('A')]],
    ['ids of an import', `a1-${'B'.repeat(64)}`, ['a1', 'B'.repeat(64)]],
    ['an id of a name', `${id('A')}-${LOCAL}-${id('B')}`, [id('A'), LOCAL, id('B')]],
    ['invalid ids', `${id('A')}-"{}-x?-${'B'.repeat(65)}-local:1`, [id('A')]],
  ])('are parsed if the parameter is: %s', (_, text, expected) => {
    expect(parseArtists(text)).toEqual(expected);
  });

  test('are cut to ten', () => {
    const letters = [...'ABCDEFGHIJKL'].map(id);
    expect(parseArtists(formatArtists(letters))).toEqual(letters.slice(0, 10));
  });

  test('are cut to the first ten in a link', () => {
    expect(trendsLink([id('A'), id('B')])).toBe(`/trends?artists=${id('A')}-${id('B')}`);
    const { searchParams } = new URL(
      trendsLink([...'ABCDEFGHIJKL'].map(id), { range: 'long' }),
      'http://here',
    );
    expect(parseArtists(searchParams.get('artists'))).toEqual([...'ABCDEFGHIJ'].map(id));
    expect(searchParams.get('range')).toBe('long');
  });

  test('default to the top six of the chart', () => {
    const onChart = [...'ABCDEFGH'].map(id);
    expect(getShownArtists(null, onChart)).toEqual([...'ABCDEF'].map(id));
    expect(getShownArtists([], onChart)).toEqual([]);
    expect(getShownArtists([id('X')], onChart)).toEqual([id('X')]);
  });
});

describe('chooseInterval', () => {
  test.each([
    ['month', '2026-11-01', '2026-11-02', 'MONTH'],
    ['hour', '2026-11-01', '2026-11-02', 'DAY'],
    [null, '2026-10-01', '2026-11-15', 'DAY'],
    [null, '2026-10-01', '2026-11-16', 'WEEK'],
    [null, '2023-11-01', '2026-11-01', 'WEEK'],
    [null, '2022-11-01', '2026-11-01', 'MONTH'],
  ])('for "%s", from %s to %s, gives %s', (text, from, to, expected) => {
    expect(chooseInterval(text, from, to)).toBe(expected);
  });
});

describe('getFullSpan', () => {
  const coverage = {
    since: '2026-11-01',
    snapshotCount: 7,
    gapCount: 2,
    skippedDays: ['2026-11-05'],
    reconstructedSince: null,
  };

  test('begins with the first reconstructed day', () => {
    const reconstructed = { ...coverage, reconstructedSince: '2014-04-03' };
    expect(getFullSpan('2026-11-11', reconstructed)).toEqual({ from: '2014-04-03', to: '2026-11-11' });
    const only = { ...reconstructed, since: null };
    expect(getFullSpan('2026-10-30', only)).toEqual({ from: '2014-04-03', to: '2026-10-30' });
  });

  test('ends with the newest snapshot if that is of today', () => {
    expect(getFullSpan('2026-11-11', coverage)).toEqual({ from: '2026-11-01', to: '2026-11-11' });
  });

  test('ends with yesterday if the newest snapshot is older', () => {
    expect(getFullSpan('2026-11-06', coverage)).toEqual({ from: '2026-11-01', to: '2026-11-10' });
  });

  test('is one day long on the first day', () => {
    const first = {
      since: null,
      snapshotCount: 0,
      gapCount: 0,
      skippedDays: [],
      reconstructedSince: null,
    };
    expect(getFullSpan('2026-11-06', first)).toEqual({ from: '2026-11-06', to: '2026-11-06' });
  });
});

describe('clampSpan', () => {
  const whole = { from: '2026-05-01', to: '2026-11-01' };
  test.each([
    [null, null, whole],
    ['2026-06-01', null, { from: '2026-06-01', to: '2026-11-01' }],
    ['2020-01-01', '2026-06-01', { from: '2026-05-01', to: '2026-06-01' }],
    ['2026-06-01', '2030-01-01', { from: '2026-06-01', to: '2026-11-01' }],
    ['2026-08-01', '2026-07-01', { from: '2026-07-01', to: '2026-08-01' }],
    ['2030-01-01', null, { from: '2026-11-01', to: '2026-11-01' }],
  ])('gives the span in an address from %s to %s within the history', (from, to, expected) => {
    expect(clampSpan(whole, from, to)).toEqual(expected);
  });
});

const artists = ['Sigur Rós', 'The Night Ferries', 'Tonight', 'Ñandú', 'DJ Nightjar'].map((name) => ({
  name,
}));

test.each([
  ['', ['Sigur Rós', 'The Night Ferries', 'Tonight', 'Ñandú', 'DJ Nightjar']],
  ['night', ['The Night Ferries', 'DJ Nightjar', 'Tonight']],
  [' NIGHT f', ['The Night Ferries']],
  ['ros', ['Sigur Rós']],
  ['rós', ['Sigur Rós']],
  ['nandu', ['Ñandú']],
  ['zz', []],
])('searchArtists finds by "%s": %j', (typed, names) => {
  expect(searchArtists(artists, typed).map(({ name }) => name)).toEqual(names);
});

const notFound = { message: 'Artist not found.', extensions: { code: 'NOT_FOUND' } };
const internal = { message: 'Internal error.', extensions: { code: 'INTERNAL' } };
const loaded = [{ id: 'A' }];

test('splitUnknownArtists takes unknown artists out of the error', () => {
  const error = new CombinedError({ graphQLErrors: [notFound] });
  expect(splitUnknownArtists(error, ['A', 'B'], loaded)).toEqual({ error: undefined, unknown: ['B'] });
});

test('splitUnknownArtists keeps every other error', () => {
  for (const error of [
    new CombinedError({ graphQLErrors: [notFound, internal] }),
    new CombinedError({ networkError: new Error('offline') }),
  ]) {
    expect(splitUnknownArtists(error, ['A', 'B'], loaded)).toEqual({ error, unknown: [] });
  }
  expect(splitUnknownArtists(undefined, ['A'], loaded)).toEqual({ error: undefined, unknown: [] });
});

test.each([
  [null, null],
  ['10', 10],
  ['20', 20],
  ['15', null],
])('parseRanks of %j is %j', (text, ranks) => {
  expect(parseRanks(text)).toBe(ranks);
});
