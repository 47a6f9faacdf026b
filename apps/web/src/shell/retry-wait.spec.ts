import { expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { getRetryWait } from './retry-wait.js';

const failed = (code: string, extensions = {}) => ({
  graphQLErrors: [new GraphQLError('It failed.', { extensions: { code, ...extensions } })],
});

it.each([
  ['the API cannot be reached', { graphQLErrors: [], networkError: new Error('offline') }, 5_000],
  ['too many requests were sent', failed('RATE_LIMITED', { retryAfterSeconds: 7 }), 7_000],
  ['the API failed', failed('INTERNAL'), 60_000],
  ['the session has ended', failed('UNAUTHENTICATED'), null],
])('waits before it sends a query again if %s', (_, error, milliseconds) => {
  expect(getRetryWait(error)).toBe(milliseconds);
});
