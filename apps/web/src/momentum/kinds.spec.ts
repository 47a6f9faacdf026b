import { expect, test } from '@jest/globals';
import { commonDay, ofKind } from './kinds.js';

test('the entries of a kind keep their order', () => {
  const entries = [
    { kind: 'RISING', name: 'A' },
    { kind: 'FADING', name: 'B' },
    { kind: 'RISING', name: 'C' },
  ] as const;
  expect(ofKind(entries, 'RISING').map(({ name }) => name)).toEqual(['A', 'C']);
  expect(ofKind(entries, 'STAPLE')).toEqual([]);
});

test.each([
  [['2026-11-02', '2026-11-02', '2026-11-02'], '2026-11-02'],
  [['2026-11-02', '2026-11-01', '2026-11-02'], null],
  [['2026-11-02', undefined, '2026-11-02'], null],
  [[undefined, undefined, undefined], null],
])('charts of %j tell of %s', (days, expected) => {
  expect(commonDay(days)).toBe(expected);
});
