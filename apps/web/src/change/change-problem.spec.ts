import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { describeChangeProblem } from './change-problem.js';

const failed = (message: string, extensions: Record<string, unknown>) => ({
  graphQLErrors: [new GraphQLError(message, { extensions })],
});

describe('a failed mutation', () => {
  it('with an invalid argument is a problem of that field', () => {
    const error = failed('The argument "name" must be 1 to 60 visible characters, on one line.', {
      code: 'BAD_USER_INPUT',
      argument: 'name',
    });
    expect(describeChangeProblem(error, '/account')).toEqual({
      kind: 'field',
      field: 'name',
      text: 'This must be 1 to 60 visible characters, on one line.',
    });
  });

  it('with BAD_USER_INPUT but no argument shows the message of the API', () => {
    const error = failed('You already have 50 access tokens.', { code: 'BAD_USER_INPUT' });
    expect(describeChangeProblem(error, '/account')).toEqual({
      kind: 'other',
      failure: { title: 'This isn’t possible', text: 'You already have 50 access tokens.' },
    });
  });

  it('of something that was revoked in another tab says that it no longer exists', () => {
    const error = failed('You have no share with this ID. viewer.shares lists your shares.', {
      code: 'NOT_FOUND',
    });
    expect(describeChangeProblem(error, '/account')).toEqual({
      kind: 'gone',
      failure: { title: 'It no longer exists', text: 'It has expired or was already revoked.' },
    });
  });

  it('that needs another mutation first says so without its name', () => {
    const error = failed('You already have 20 shares, the maximum. Revoke one with revokeShare first.', {
      code: 'BAD_USER_INPUT',
    });
    expect(describeChangeProblem(error, '/')).toMatchObject({
      failure: { text: 'You already have 20 shares, the maximum. Revoke one first.' },
    });
  });

  it('with RATE_LIMITED says how long to wait', () => {
    const error = failed('You can take 5 snapshots an hour. Try again in 2400 s.', {
      code: 'RATE_LIMITED',
      retryAfterSeconds: 2_400,
    });
    expect(describeChangeProblem(error, '/account')).toMatchObject({
      failure: { text: 'You can take 5 snapshots an hour. Try again in 40 minutes.' },
    });
  });

  it('without a session links to sign-in and back', () => {
    const error = failed('Sign in first.', { code: 'UNAUTHENTICATED' });
    expect(describeChangeProblem(error, '/account')).toMatchObject({
      failure: { action: { href: '/auth/spotify?returnTo=%2Faccount' } },
    });
  });
});
