import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayNumber } from '../calendar.js';
import { dayOf } from '../chart-day.js';
import { ChartDayClock } from './chart-day-clock.js';

const zones = [
  ...['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Etc/GMT+12', 'Asia/Kathmandu'],
  // Days that were skipped, begin at one o'clock, or end twice.
  ...['Pacific/Apia', 'America/Santiago', 'Africa/Cairo', 'America/St_Johns', 'Australia/Lord_Howe'],
];

test('the clock has the chart day of instants in any order', () => {
  const seconds = fc.oneof(
    fc.integer({ min: Date.parse('2002-10-01') / 1_000, max: Date.parse('2027-01-01') / 1_000 }),
    // About the day that Samoa skipped, and the evening that Newfoundland repeated.
    fc.nat(3 * 86_400).map((later) => Date.parse('2011-12-29T00:00Z') / 1_000 + later),
    fc.nat(7_200).map((later) => Date.parse('2006-10-29T02:00Z') / 1_000 + later),
  );
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(seconds, { maxLength: 12 }), (timezone, instants) => {
      const clock = new ChartDayClock(timezone);
      for (const at of instants)
        expect(clock.dayNumber(at)).toBe(dayNumber(dayOf(new Date(at * 1_000), timezone)));
    }),
    { numRuns: 200 },
  );
});

test('the clock rejects an unknown time zone', () => {
  expect(() => new ChartDayClock('Europe/Atlantis')).toThrow(RangeError);
});
