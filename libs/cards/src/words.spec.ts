import { expect, test } from '@jest/globals';
import { describeSimilarity } from './words.js';

test('similarity has a description for every step from 1 to 0', () => {
  const texts = [1, 0.95, 0.8, 0.5, 0.1, 0].map(describeSimilarity);
  expect(new Set(texts).size).toBe(6);
  expect(texts[0]).toBe('The same artists in the same order.');
  expect(texts[5]).toBe('No artists in common.');
});
