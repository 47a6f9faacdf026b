import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chartDay, daysBetween, retentionStart } from './chart-day.js';

describe('retentionStart()', () => {
  it.each([
    ['2026-11-22T11:59:59Z', 1, '2026-11-20'],
    ['2026-11-22T12:00:00Z', 1, '2026-11-21'],
    ['2026-03-01T13:00:00Z', 365, '2025-03-01'],
    ['2028-03-01T13:00:00Z', 1, '2028-02-29'],
  ])('at %s and for %i days is %s', (now, days, first) => {
    expect(retentionStart(new Date(now), days)).toBe(first);
  });

  it('retains the requested days and at most two more, in any timezone', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2020-01-01'),
          max: new Date('2040-01-01'),
          noInvalidDate: true,
        }),
        fc.integer({ min: 1, max: 5_000 }),
        fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York', 'Asia/Kathmandu'),
        (now, days, timezone) => {
          const retainedDays = daysBetween(retentionStart(now, days), chartDay(now, timezone, null));
          expect(retainedDays).toBeGreaterThanOrEqual(days);
          expect(retainedDays).toBeLessThanOrEqual(days + 2);
        },
      ),
    );
  });
});
