import { expect, it } from '@jest/globals';
import { isShortcut } from './use-search-keys.js';

const NONE = { altKey: false, ctrlKey: false, metaKey: false, isComposing: false, defaultPrevented: false };

it.each([
  ['/', {}, false, true],
  ['/', {}, true, false],
  ['k', { ctrlKey: true }, true, true],
  ['K', { metaKey: true }, false, true],
  ['k', {}, false, false],
  ['k', { ctrlKey: true, altKey: true }, false, false],
  ['k', { ctrlKey: true, metaKey: true }, false, false],
  ['/', { ctrlKey: true }, false, false],
  ['/', { isComposing: true }, false, false],
  ['/', { defaultPrevented: true }, false, false],
])('%s with %j, typing: %s, opens the search: %s', (key, given, isTyping, opens) => {
  expect(isShortcut({ ...NONE, key, ...given }, isTyping)).toBe(opens);
});
