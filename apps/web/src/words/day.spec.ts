import { describe, expect, it } from '@jest/globals';
import { dayAfter, daysBetween, inWords, isDay } from './day.js';

describe('a calendar day', () => {
  it.each([
    ['2026-11-01', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
    ['tomorrow', false],
  ])('"%s": %s', (text, expected) => expect(isDay(text)).toBe(expected));

  it('has words in three lengths', () => {
    expect(inWords('2026-11-01', 'long')).toBe('Sunday 1 November 2026');
    expect(inWords('2026-11-01')).toBe('1 November 2026');
    expect(inWords('2026-11-01', 'short')).toBe('1 Nov');
  });

  it('has others before and after it, whatever clocks do in between', () => {
    expect(dayAfter('2026-10-24', 2)).toBe('2026-10-26');
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
  });
});
