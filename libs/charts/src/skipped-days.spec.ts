import { describe, expect, test } from '@jest/globals';
import { chartDay, skippedDays } from './chart-day.js';

describe('the days skipped by a change of time zone', () => {
  test.each([
    ['2026-11-21', '2026-11-21', []],
    ['2026-11-21', '2026-11-22', []],
    ['2026-11-22', '2026-11-21', []],
    ['2026-11-21', '2026-11-23', ['2026-11-22']],
    ['2026-12-30', '2027-01-01', ['2026-12-31']],
    ['2028-02-28', '2028-03-02', ['2028-02-29', '2028-03-01']],
  ])('from %s to %s are %j', (before, after, skipped) => {
    expect(skippedDays(before, after)).toEqual(skipped);
  });

  test('are the day in between eastward across the date line, and none on the way back', () => {
    // 23:30 on the 21st in Pago Pago is 00:30 on the 23rd in Kiritimati.
    const now = new Date('2026-11-22T10:30Z');
    const home = chartDay(now, 'Pacific/Pago_Pago', '2026-11-21');
    const there = chartDay(now, 'Pacific/Kiritimati', '2026-11-21');
    expect([home, there]).toEqual(['2026-11-21', '2026-11-23']);
    expect(skippedDays(home, there)).toEqual(['2026-11-22']);

    // Without a snapshot in Kiritimati it is the 21st again back home, and the 22nd follows.
    const back = chartDay(now, 'Pacific/Pago_Pago', '2026-11-21');
    expect(skippedDays(there, back)).toEqual([]);
    expect(chartDay(new Date('2026-11-22T11:30Z'), 'Pacific/Pago_Pago', '2026-11-21')).toBe('2026-11-22');

    // With a snapshot of the 23rd, that day lasts back home until the 24th begins. No more days are skipped.
    expect(chartDay(now, 'Pacific/Pago_Pago', '2026-11-23')).toBe('2026-11-23');
    expect(chartDay(new Date('2026-11-24T10:59Z'), 'Pacific/Pago_Pago', '2026-11-23')).toBe('2026-11-23');
    expect(chartDay(new Date('2026-11-24T11:00Z'), 'Pacific/Pago_Pago', '2026-11-23')).toBe('2026-11-24');
  });
});
