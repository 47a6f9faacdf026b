import { expect, it } from '@jest/globals';
import { getTableName } from './share-file.js';

it.each([
  [undefined, 'year-short-2026.csv'],
  ['number-ones', 'year-short-2026-number-ones.csv'],
])('a table with the suffix %j has a file name of its own', (suffix, name) => {
  expect(getTableName('year-short-2026', suffix)).toBe(name);
});
