import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayBegins, dayEnds, dayOf, dueAt } from './chart-day.js';

const HOUR_MS = 3_600_000;
const SPREAD_MS = 18 * HOUR_MS;

/** Returns the hour of the day in which each listener is due. */
function hoursInto(listenerIds: readonly number[]): number[] {
  const begins = dayBegins('2026-11-22', 'UTC').getTime();
  return listenerIds.map((id) => Math.floor((dueAt(id, '2026-11-22', 'UTC').getTime() - begins) / HOUR_MS));
}

/** Counts the listeners who are due in each of the 18 hours. */
function perHour(listenerIds: readonly number[]): number[] {
  const hours = hoursInto(listenerIds);
  return Array.from({ length: 18 }, (_, hour) => hours.filter((due) => due === hour).length);
}

describe('the due time of a day', () => {
  test.each([
    // 18 hours times the fractional parts of 1, 2, 3 and 100 times 0.618034.
    [1, 'UTC', '2026-11-22', '2026-11-22T11:07:28.602Z'],
    [2, 'UTC', '2026-11-22', '2026-11-22T04:14:57.204Z'],
    [3, 'UTC', '2026-11-22', '2026-11-22T15:22:25.807Z'],
    [100, 'UTC', '2026-11-22', '2026-11-22T14:27:40.246Z'],
    // The delay after the beginning of the day does not depend on the timezone.
    [1, 'Pacific/Kiritimati', '2026-11-22', '2026-11-21T21:07:28.602Z'],
    [1, 'Asia/Kathmandu', '2026-11-22', '2026-11-22T05:22:28.602Z'],
    [1, 'America/Santiago', '2026-09-06', '2026-09-06T15:07:28.602Z'],
    // On the day that Samoa skipped, it is the beginning of the next day.
    [1, 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('of listener %d in %s on %s is %s in every version', (listenerId, timezone, day, due) => {
    expect(dueAt(listenerId, day, timezone).toISOString()).toBe(due);
  });

  test('is within the first 18 hours of its day', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const listener = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    const later = fc.integer({ min: 0, max: 8000 });
    fc.assert(
      fc.property(listener, zone, later, (listenerId, timezone, days) => {
        const day = addDays('2013-01-01', days);
        const due = dueAt(listenerId, day, timezone);
        const into = due.getTime() - dayBegins(day, timezone).getTime();
        expect(into).toBeGreaterThanOrEqual(0);
        expect(into).toBeLessThan(SPREAD_MS);
        expect(due.getTime()).toBeLessThan(dayEnds(day, timezone).getTime());
        expect(dayOf(due, timezone)).toBe(day);
      }),
    );
  });

  test('is 24 hours after the due time of the day before, if days have 24 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 5000 }), (id, days) => {
        const day = addDays('2026-01-01', days);
        const after = dueAt(id, addDays(day, 1), 'UTC').getTime();
        expect(after - dueAt(id, day, 'UTC').getTime()).toBe(24 * HOUR_MS);
      }),
    );
  });
});

describe('the due times of many listeners', () => {
  test('are spread over the 18 hours: 53 to 59 per hour for any thousand consecutive ids', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 2000 }), (first) => {
        const counts = perHour(Array.from({ length: 1000 }, (_, index) => first + index));
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(53);
        expect(Math.max(...counts)).toBeLessThanOrEqual(59);
      }),
      // Each looks at a thousand listeners.
      { numRuns: 20 },
    );
  });

  test('are at most two per hour for any eighteen consecutive ids', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 100 }), (first) => {
        const counts = perHour(Array.from({ length: 18 }, (_, index) => first + index));
        expect(Math.max(...counts)).toBeLessThanOrEqual(2);
      }),
    );
  });

  test.each([2, 3, 5, 7, 10, 16])('are spread evenly for every %dth id, as after deletions', (step) => {
    const counts = perHour(Array.from({ length: 1800 }, (_, index) => 1 + index * step));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(90);
    expect(Math.max(...counts)).toBeLessThanOrEqual(110);
  });
});
