import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chartDay, dayBegins, dayEnds, dayOf, daysFrom, previousDay, skippedDays } from './chart-day.js';

const HOUR_MS = 3_600_000;

const zone = fc.constantFrom(
  ...Intl.supportedValuesOf('timeZone'),
  'UTC',
  ...[
    'Etc/GMT+12',
    'Pacific/Kiritimati',
    'America/Santiago',
    'Africa/Cairo',
    'America/Havana',
    'Asia/Beirut',
  ],
);

/** Since 2013 no timezone has skipped a day, or set clocks back over midnight. */
const instant = fc.date({
  min: new Date('2013-01-01T00:00Z'),
  max: new Date('2037-01-01T00:00Z'),
  noInvalidDate: true,
});

/** The model: the date in the timezone by `Intl`, which the code does not use. */
function wallCalendar(timezone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  return (at) => format.format(at);
}

describe('the chart day of any instant', () => {
  test('is the date in its timezone, begins at or before the instant and ends after it', () => {
    fc.assert(
      fc.property(zone, instant, (timezone, at) => {
        const day = dayOf(at, timezone);
        expect(day).toBe(wallCalendar(timezone)(at));
        expect(dayBegins(day, timezone).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(dayEnds(day, timezone).getTime()).toBeGreaterThan(at.getTime());
      }),
      { numRuns: 500 },
    );
  });

  test('begins where the day before ends, on all days of any year', () => {
    fc.assert(
      fc.property(zone, fc.integer({ min: 2013, max: 2036 }), (timezone, year) => {
        const shown = wallCalendar(timezone);
        for (const day of daysFrom(`${year}-01-01`, `${year + 1}-01-01`)) {
          const begins = dayBegins(day, timezone).getTime();
          expect(shown(new Date(begins))).toBe(day);
          expect(shown(new Date(begins - 1))).toBe(previousDay(day));
          const hours = (dayEnds(day, timezone).getTime() - begins) / HOUR_MS;
          // Inhabited timezones have 23 to 25 hours; stations in Antarctica have changed by up to three.
          expect(hours).toBeGreaterThanOrEqual(21);
          expect(hours).toBeLessThanOrEqual(27);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('takes every day once and in order as time passes', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 22 * HOUR_MS }), { maxLength: 30 });
    fc.assert(
      fc.property(zone, instant, steps, (timezone, start, walk) => {
        const visited = [dayOf(start, timezone)];
        let at = start.getTime();
        for (const step of walk) {
          at += step;
          const day = dayOf(new Date(at), timezone);
          if (day !== visited.at(-1)) visited.push(day);
        }
        const last = dayEnds(visited.at(-1) ?? '', timezone);
        expect(visited).toEqual(daysFrom(dayOf(start, timezone), dayOf(last, timezone)));
      }),
    );
  });
});

describe('a listener who travels', () => {
  const stop = fc.record({
    afterMs: fc.integer({ min: 0, max: 22 * HOUR_MS }),
    movesTo: fc.option(zone),
    records: fc.boolean(),
  });

  test('either lives or skips every day, and records no day twice', () => {
    fc.assert(
      fc.property(zone, instant, fc.array(stop, { maxLength: 40 }), (home, start, stops) => {
        let [at, timezone, newest] = [start.getTime(), home, null as string | null];
        const today = (): string => chartDay(new Date(at), timezone, newest);
        const lived = new Set([today()]);
        let skipped: string[] = [];
        const recorded: string[] = [];
        for (const { afterMs, movesTo, records } of stops) {
          at += afterMs;
          const before = today();
          lived.add(before);
          timezone = movesTo ?? timezone;
          const after = today();
          lived.add(after);
          // A day that is in the future again after the move is no longer skipped.
          skipped = [...skipped.filter((day) => day < after), ...skippedDays(before, after)];
          if (records && newest !== after) recorded.push((newest = after));
        }
        const first = [...lived].sort()[0] ?? '';
        const through = daysFrom(first, today());
        for (const day of through) expect(lived.has(day) || skipped.includes(day)).toBe(true);
        expect(recorded).toEqual([...new Set(recorded)].sort());
      }),
    );
  });
});
