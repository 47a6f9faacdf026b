import { expect, test } from '@jest/globals';
import { filterByKind, getCommonDay } from './momentum-kinds.js';

test('filterByKind keeps the order of the entries', () => {
  const entries = [
    { kind: 'RISING', name: 'A' },
    { kind: 'FADING', name: 'B' },
    { kind: 'RISING', name: 'C' },
  ] as const;
  expect(filterByKind(entries, 'RISING').map(({ name }) => name)).toEqual(['A', 'C']);
  expect(filterByKind(entries, 'STAPLE')).toEqual([]);
});

test.each([
  [['2026-11-02', '2026-11-02', '2026-11-02'], '2026-11-02'],
  [['2026-11-02', '2026-11-01', '2026-11-02'], null],
  [['2026-11-02', undefined, '2026-11-02'], null],
  [[undefined, undefined, undefined], null],
])('the common day of %j is %s', (days, expected) => {
  expect(getCommonDay(days)).toBe(expected);
});
