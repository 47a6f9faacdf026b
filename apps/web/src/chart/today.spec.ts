import { expect, it } from '@jest/globals';
import { clockTime, todayIn } from './today.js';

const NOW = new Date('2026-11-22T23:30:00Z');

it.each([
  ['UTC', '2026-11-22'],
  ['Pacific/Kiritimati', '2026-11-23'],
  ['America/Los_Angeles', '2026-11-22'],
])('in %s it is %s', (timezone, day) => expect(todayIn(timezone, NOW)).toBe(day));

it('says the day where it is another one', () => {
  expect(clockTime('2026-11-22T05:12:00Z', 'Europe/Berlin', '2026-11-22')).toBe('06:12');
  expect(clockTime('2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-22')).toBe('00:30 on 23 November');
});
