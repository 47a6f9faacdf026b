import { expect, test } from '@jest/globals';
import { CombinedError } from 'urql';
import { withoutUnknown } from './unknown-artists.js';

const notFound = { message: 'There is no such artist.', extensions: { code: 'NOT_FOUND' } };
const internal = { message: 'Something broke.', extensions: { code: 'INTERNAL' } };
const known = [{ id: 'A' }];

test('artists that are not there are no error', () => {
  const error = new CombinedError({ graphQLErrors: [notFound] });
  expect(withoutUnknown(error, ['A', 'B'], known)).toEqual({ error: undefined, unknown: ['B'] });
});

test('whatever else goes wrong is one', () => {
  for (const error of [
    new CombinedError({ graphQLErrors: [notFound, internal] }),
    new CombinedError({ networkError: new Error('away') }),
  ]) {
    expect(withoutUnknown(error, ['A', 'B'], known)).toEqual({ error, unknown: [] });
  }
  expect(withoutUnknown(undefined, ['A'], known)).toEqual({ error: undefined, unknown: [] });
});
