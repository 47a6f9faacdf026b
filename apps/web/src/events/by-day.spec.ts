import { expect, test } from '@jest/globals';
import { byDay } from './by-day.js';

test('events of a day stand together, in their order', () => {
  const events = ['3a', '3b', '2c', '1d', '1e'].map((name) => ({ day: `2026-11-0${name[0]}`, name }));
  expect(byDay(events).map(({ day, events: ofDay }) => [day, ofDay.map(({ name }) => name)])).toEqual([
    ['2026-11-03', ['3a', '3b']],
    ['2026-11-02', ['2c']],
    ['2026-11-01', ['1d', '1e']],
  ]);
  expect(byDay([])).toEqual([]);
});
