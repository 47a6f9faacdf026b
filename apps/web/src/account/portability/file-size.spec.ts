import { expect, it } from '@jest/globals';
import { sizeInWords } from './file-size.js';

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 KB'],
  [14_400, '14 KB'],
  [1_240_000, '1.2 MB'],
  [67_108_864, '67 MB'],
  [5_000_000_000, '5000 MB'],
])('%i is %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});
