import { expect, it } from '@jest/globals';
import { isShortcut } from './use-search-keys.js';

const NONE = {
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  defaultPrevented: false,
};

it.each([
  ['/', {}, 'page', true],
  ['/', { shiftKey: true }, 'page', true],
  ['/', {}, 'field', false],
  ['/', {}, 'modal dialog', false],
  ['k', { ctrlKey: true }, 'field', true],
  ['K', { metaKey: true }, 'page', true],
  ['k', {}, 'page', false],
  ['k', { ctrlKey: true }, 'modal dialog', false],
  ['k', { ctrlKey: true, altKey: true }, 'page', false],
  ['k', { ctrlKey: true, metaKey: true }, 'page', false],
  ['K', { ctrlKey: true, shiftKey: true }, 'page', false],
  ['/', { ctrlKey: true }, 'page', false],
  ['/', { isComposing: true }, 'page', false],
  ['/', { defaultPrevented: true }, 'page', false],
] as const)('%s with %j in a %s opens the search: %s', (key, given, place, opens) => {
  expect(isShortcut({ ...NONE, key, ...given }, place)).toBe(opens);
});
