import { expect, it } from '@jest/globals';
import type { AccountedDay } from './account-of-days.js';
import { dayInWords, monthInWords } from './day-in-words.js';

const whole: AccountedDay = {
  day: '2026-06-03',
  states: new Map([
    ['SHORT_TERM', 'SNAPSHOT'],
    ['LONG_TERM', 'SNAPSHOT'],
  ]),
};
const half: AccountedDay = {
  day: '2026-06-04',
  states: new Map([...whole.states, ['LONG_TERM', 'EMPTY_RESPONSE']]),
};

it('says of a day what it has', () => {
  expect(dayInWords(whole)).toBe('Wednesday 3 June 2026: recorded');
  expect(dayInWords(half)).toBe('Thursday 4 June 2026: 4 weeks recorded, 1 year empty list');
});

it('says of a month how much of it is missing', () => {
  expect(monthInWords('June 2026', [whole])).toBe('June 2026: 1 day, all recorded');
  expect(monthInWords('June 2026', [whole, half])).toBe('June 2026: 2 days, 1 with a gap');
});
