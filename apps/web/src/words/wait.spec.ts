import { expect, it } from '@jest/globals';
import { waitInWords } from './wait.js';

it.each([
  [0, '1 second'],
  [1, '1 second'],
  [40, '40 seconds'],
  [60, '1 minute'],
  [61, '2 minutes'],
  [3_539, '59 minutes'],
  [3_541, '1 hour'],
  [3_601, '2 hours'],
])('%i s are %s', (seconds, words) => {
  expect(waitInWords(seconds)).toBe(words);
});
