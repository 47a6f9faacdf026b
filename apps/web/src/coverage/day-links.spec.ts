import { expect, it } from '@jest/globals';
import type { CoverageDay } from './compute-coverage.js';
import { describeAction, getDayTarget, moveDay } from './day-links.js';

const DAYS = ['2026-05-31', '2026-06-01', '2026-06-03', '2026-06-07', '2026-06-10'];

it.each([
  ['ArrowDown', '2026-05-31', '2026-06-01'],
  ['ArrowDown', '2026-06-01', '2026-06-03'],
  ['ArrowUp', '2026-06-03', '2026-06-01'],
  ['ArrowRight', '2026-05-31', '2026-06-07'],
  ['ArrowRight', '2026-06-07', '2026-06-10'],
  ['ArrowLeft', '2026-06-10', '2026-06-03'],
  ['ArrowLeft', '2026-06-01', '2026-05-31'],
  ['Home', '2026-06-07', '2026-05-31'],
  ['End', '2026-06-01', '2026-06-10'],
  ['Enter', '2026-06-01', null],
])('%s moves from %s to %s', (key, from, to) => {
  expect(moveDay(key, from, DAYS)).toBe(to);
});

it.each([
  ['its chart', [['SHORT_TERM', 'SNAPSHOT']], '/?range=short&on=2026-06-03', true],
  ['its reconstructed chart', [['LONG_TERM', 'RECONSTRUCTED']], '/?range=long&on=2026-06-03', true],
  [
    'the chart of the first recorded range',
    [
      ['SHORT_TERM', 'PAUSED'],
      ['LONG_TERM', 'SNAPSHOT'],
    ],
    '/?range=long&on=2026-06-03',
    true,
  ],
  ['the reason for its gap', [['SHORT_TERM', 'NOT_RUNNING']], '#gap-not-running', false],
] as const)('a day leads to %s', (_, states, href, isChart) => {
  const day: CoverageDay = { day: '2026-06-03', states: new Map(states) };
  expect(getDayTarget(day)).toEqual({ href, isChart });
});

it.each([
  ['SNAPSHOT', null, 'see the chart'],
  ['PAUSED', null, 'see why'],
  ['SNAPSHOT', [], 'pick this day'],
  ['SNAPSHOT', ['2026-06-03'], 'picked'],
  ['PAUSED', [], 'can’t be picked: there is no snapshot'],
] as const)('a click on a day with the state %s, with %j picked: %s', (state, picked, text) => {
  expect(describeAction({ day: '2026-06-03', states: new Map([['SHORT_TERM', state]]) }, picked)).toBe(text);
});
