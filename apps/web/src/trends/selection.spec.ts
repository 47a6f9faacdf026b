import { describe, expect, test } from '@jest/globals';
import {
  artistsInAddress,
  artistsShown,
  inAddress,
  intervalFor,
  spanWithin,
  trendsOf,
  wholeSpan,
} from './selection.js';

const id = (letter: string): string => letter.repeat(22);

describe('the artists of an address', () => {
  test.each([
    ['none are chosen', null, null],
    ['nobody is chosen', '', []],
    ['some are', `${id('A')}-${id('B')}`, [id('A'), id('B')]],
    ['one is there twice', `${id('A')}-${id('A')}`, [id('A')]],
    ['some cannot be ids', `${id('A')}-x-"{}-${id('B')}B`, [id('A')]],
  ])('%s', (_, text, expected) => {
    expect(artistsInAddress(text)).toEqual(expected);
  });

  test('are ten at most', () => {
    const letters = [...'ABCDEFGHIJKL'].map(id);
    expect(artistsInAddress(inAddress(letters))).toEqual(letters.slice(0, 10));
  });

  test('are the first ten of a longer list', () => {
    expect(trendsOf([id('A'), id('B')])).toBe(`/trends?artists=${id('A')}-${id('B')}`);
    const { searchParams } = new URL(trendsOf([...'ABCDEFGHIJKL'].map(id), { range: 'long' }), 'http://here');
    expect(artistsInAddress(searchParams.get('artists'))).toEqual([...'ABCDEFGHIJ'].map(id));
    expect(searchParams.get('range')).toBe('long');
  });

  test('are the first of the chart until somebody chooses', () => {
    const onChart = [...'ABCDEFGH'].map(id);
    expect(artistsShown(null, onChart)).toEqual([...'ABCDEF'].map(id));
    expect(artistsShown([], onChart)).toEqual([]);
    expect(artistsShown([id('X')], onChart)).toEqual([id('X')]);
  });
});

describe('the steps', () => {
  test.each([
    ['month', '2026-11-01', '2026-11-02', 'MONTH'],
    ['hour', '2026-11-01', '2026-11-02', 'DAY'],
    [null, '2026-10-01', '2026-11-15', 'DAY'],
    [null, '2026-10-01', '2026-11-16', 'WEEK'],
    [null, '2023-11-01', '2026-11-01', 'WEEK'],
    [null, '2022-11-01', '2026-11-01', 'MONTH'],
  ])('%s, from %s to %s: %s', (text, from, to, expected) => {
    expect(intervalFor(text, from, to)).toBe(expected);
  });
});

describe('the whole record', () => {
  const coverage = { since: '2026-11-01', snapshotCount: 7, gapCount: 2, skippedDays: ['2026-11-05'] };

  test('ends with the newest snapshot, where that is of today', () => {
    expect(wholeSpan('2026-11-11', coverage)).toEqual({ from: '2026-11-01', to: '2026-11-11' });
  });

  test('ends with yesterday, where nothing has been recorded since', () => {
    expect(wholeSpan('2026-11-06', coverage)).toEqual({ from: '2026-11-01', to: '2026-11-10' });
  });

  test('is a day long on the first one', () => {
    const first = { since: null, snapshotCount: 0, gapCount: 0, skippedDays: [] };
    expect(wholeSpan('2026-11-06', first)).toEqual({ from: '2026-11-06', to: '2026-11-06' });
  });
});

describe('the span of an address', () => {
  const whole = { from: '2026-05-01', to: '2026-11-01' };
  test.each([
    [null, null, whole],
    ['2026-06-01', null, { from: '2026-06-01', to: '2026-11-01' }],
    ['2020-01-01', '2026-06-01', { from: '2026-05-01', to: '2026-06-01' }],
    ['2026-06-01', '2030-01-01', { from: '2026-06-01', to: '2026-11-01' }],
    ['2026-08-01', '2026-07-01', { from: '2026-07-01', to: '2026-08-01' }],
    ['2030-01-01', null, { from: '2026-11-01', to: '2026-11-01' }],
  ])('from %s to %s', (from, to, expected) => {
    expect(spanWithin(whole, from, to)).toEqual(expected);
  });
});
