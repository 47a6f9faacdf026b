import { afterEach, describe, expect, it } from '@jest/globals';
import { setLocales } from './locale.js';
import {
  formatBytes,
  formatCount,
  formatExactPercent,
  formatNumber,
  formatPercent,
  formatWait,
} from './numbers.js';

const NBSP = '\u00a0';

afterEach(() => setLocales([]));

describe('numbers', () => {
  it.each([
    [['en-US'], '1,204'],
    [['de-DE'], '1.204'],
    [['en-US@posix', 'de-DE'], '1.204'],
  ])('are grouped as in the first valid locale of %j', (locales, text) => {
    setLocales(locales);
    expect(formatNumber(1_204)).toBe(text);
  });

  it.each([
    ['en-US', 0, '0 weeks'],
    ['en-US', 1, '1 week'],
    ['en-US', 1_204, '1,204 weeks'],
    ['de-DE', 1_204, '1.204 weeks'],
    ['ja-JP', 1, '1 week'],
  ])('count English nouns in %s: %i is "%s"', (locale, value, text) => {
    setLocales([locale]);
    expect(formatCount(value, 'week')).toBe(text);
  });

  it('count nouns with an irregular plural', () =>
    expect(formatCount(2, 'entry', 'entries')).toBe('2 entries'));
});

describe('percentages', () => {
  it.each([
    [0, '0%'],
    [0.001, '1%'],
    [0.125, '13%'],
    [0.999, '99%'],
    [1, '100%'],
  ])('round %f to %s, and to 0% or 100% only if exact', (share, text) =>
    expect(formatPercent(share)).toBe(text),
  );

  it('have one decimal, rounded down, where they are exact', () => {
    expect(formatExactPercent(0.9568)).toBe('95.6%');
    expect(formatExactPercent(0.9999)).toBe('99.9%');
  });

  it('follow the locale', () => {
    setLocales(['de-DE']);
    expect(formatPercent(0.125)).toBe(`13${NBSP}%`);
    expect(formatExactPercent(0.9568)).toBe(`95,6${NBSP}%`);
  });
});

describe('file sizes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [14_400, '14 kB'],
    [1_240_000, '1.2 MB'],
    [67_108_864, '67 MB'],
    [5_000_000_000, '5,000 MB'],
  ])('of %i bytes are shown as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('follow the locale', () => {
    setLocales(['de-DE']);
    expect(formatBytes(1_240_000)).toBe('1,2 MB');
  });
});

describe('waiting times', () => {
  it.each([
    [0, '1 second'],
    [1, '1 second'],
    [40, '40 seconds'],
    [60, '1 minute'],
    [61, '2 minutes'],
    [3_539, '59 minutes'],
    [3_541, '1 hour'],
    [3_601, '2 hours'],
  ])('of %i s are rounded up to %s', (seconds, text) => expect(formatWait(seconds)).toBe(text));
});
