import { expect, it } from '@jest/globals';
import { getComboboxAction } from './combobox-key.js';

it.each([
  ['ArrowDown', {}, 'next'],
  ['ArrowUp', {}, 'previous'],
  ['Enter', {}, 'choose'],
  ['Escape', {}, 'close'],
  ['a', {}, null],
  ['constructor', {}, null],
  ['Enter', { isComposing: true }, null],
  ['Escape', { isComposing: true }, null],
  ['ArrowDown', { isComposing: true }, null],
  ['Enter', { keyCode: 229 }, null],
])('%s with %j in a combobox means %s', (key, given, action) => {
  expect(getComboboxAction({ key, nativeEvent: { isComposing: false, keyCode: 0, ...given } })).toBe(action);
});
