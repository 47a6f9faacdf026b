import { expect, it } from '@jest/globals';
import { formatCountdown, getAnnouncedSeconds } from './countdown.js';

it.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [245, '4 min 5 s'],
  [3_599, '59 min 59 s'],
  [3_600, '1 h'],
  [7_441, '2 h 5 min'],
  [86_400, '24 h'],
])('a countdown at %i seconds is "%s"', (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text);
});

it('a countdown is announced rarely: a wait of five minutes seven times', () => {
  const announced = Array.from({ length: 301 }, (_, passed) => getAnnouncedSeconds(300 - passed));
  expect([...new Set(announced)]).toEqual([300, 240, 180, 120, 60, 30, 10, 0]);
});

it.each([
  [601, 900],
  [3_600, 3_600],
  [3_601, 7_200],
])('a wait of %i seconds is announced as %i', (seconds, announced) => {
  expect(getAnnouncedSeconds(seconds)).toBe(announced);
});
