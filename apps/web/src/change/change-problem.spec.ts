import { expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { changeProblem } from './change-problem.js';

const refused = (message: string, extensions: Record<string, unknown>) => ({
  graphQLErrors: [new GraphQLError(message, { extensions })],
});

it('says at a field what it must be', () => {
  const error = refused('The argument "name" must be 1 to 60 visible characters, on one line.', {
    code: 'BAD_USER_INPUT',
    argument: 'name',
  });
  expect(changeProblem(error, '/account')).toEqual({
    kind: 'field',
    field: 'name',
    text: 'This must be 1 to 60 visible characters, on one line.',
  });
});

it('takes the message where no field is to blame', () => {
  const error = refused('You have 50 access tokens already.', { code: 'BAD_USER_INPUT' });
  expect(changeProblem(error, '/account')).toEqual({
    kind: 'other',
    words: { title: 'That is not possible', text: 'You have 50 access tokens already.' },
  });
});

it('says when to come back', () => {
  const error = refused('Snapshots can be asked for 5 times an hour. Try again in 2400 s.', {
    code: 'RATE_LIMITED',
    retryAfterSeconds: 2_400,
  });
  expect(changeProblem(error, '/account')).toMatchObject({
    words: { text: 'Snapshots can be asked for 5 times an hour. Come back in 40 minutes.' },
  });
});

it('leads through sign-in and back', () => {
  const error = refused('Nobody is signed in.', { code: 'UNAUTHENTICATED' });
  expect(changeProblem(error, '/account')).toMatchObject({
    words: { wayOn: { href: '/auth/spotify?returnTo=%2Faccount' } },
  });
});
