import { expect, test } from '@jest/globals';
import { matching } from './matching.js';

const all = ['Sigur Rós', 'The Night Ferries', 'Tonight', 'Ñandú', 'DJ Nightjar'].map((name) => ({ name }));

test.each([
  ['', ['Sigur Rós', 'The Night Ferries', 'Tonight', 'Ñandú', 'DJ Nightjar']],
  ['night', ['The Night Ferries', 'DJ Nightjar', 'Tonight']],
  [' NIGHT f', ['The Night Ferries']],
  ['ros', ['Sigur Rós']],
  ['rós', ['Sigur Rós']],
  ['nandu', ['Ñandú']],
  ['zz', []],
])('"%s" finds %j', (typed, names) => {
  expect(matching(all, typed).map(({ name }) => name)).toEqual(names);
});
