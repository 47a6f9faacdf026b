import { expect, it } from '@jest/globals';
import { allowedListeners, isAllowed } from './allowed-listeners.js';

it.each([
  ['one', 'account_1', 'one', true],
  ['one', 'account_1', ' two , account_1 ', true],
  ['one', null, 'two,one', true],
  ['one', 'account_1', 'two,account_2', false],
  ['one', null, 'null', false],
  [null, 'account_1', 'account_1', true],
  [null, 'account_1', 'one,null', false],
  ['on', null, 'one', false],
])('%s (%s) against "%s": %s', (id, accountId, setting, expected) => {
  expect(isAllowed({ id, accountId }, allowedListeners().parse(setting))).toBe(expected);
});

it('without the setting everyone is', () => {
  expect(isAllowed({ id: 'one', accountId: null }, undefined)).toBe(true);
});
