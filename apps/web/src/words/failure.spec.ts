import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { describeFailure, withReturnTo } from './failure.js';

const HERE = '/trends?range=long';

function describeCode(code: string, extensions: Record<string, unknown> = {}) {
  const error = new GraphQLError('The message of the API. Try again in 40 s.', {
    extensions: { code, ...extensions },
  });
  return describeFailure({ graphQLErrors: [error] }, HERE);
}

describe('a failed query', () => {
  it('links to sign-in and back if the session has ended', () => {
    expect(describeCode('UNAUTHENTICATED').action).toEqual({
      label: 'Sign in with Spotify',
      href: '/auth/spotify?returnTo=%2Ftrends%3Frange%3Dlong',
    });
  });

  it('links to consent and back if the connection has ended', () => {
    const { action } = describeCode('SPOTIFY_REAUTHORIZATION_REQUIRED', {
      reconnectUrl: 'https://charts.example/auth/spotify?show_dialog=true',
    });
    expect(action).toEqual({
      label: 'Reconnect',
      href: '/auth/spotify?show_dialog=true&returnTo=%2Ftrends%3Frange%3Dlong',
    });
  });

  it.each(['RATE_LIMITED', 'SPOTIFY_RATE_LIMITED'])('with %s says how long to wait', (code) => {
    expect(describeCode(code, { retryAfterSeconds: 2_400 }).text).toBe(
      'The message of the API. Try again in 40 minutes.',
    );
  });

  it('with INTERNAL shows the reference for the operator', () => {
    expect(describeCode('INTERNAL', { correlationId: 'c0ffee' }).text).toContain('c0ffee');
  });

  it.each(['SPOTIFY_NOT_PERMITTED', 'SPOTIFY_UNAVAILABLE', 'FORBIDDEN'])(
    'with %s shows the message of the API',
    (code) => {
      expect(describeCode(code)).toEqual({
        title: 'Something went wrong',
        text: 'The message of the API. Try again in 40 s.',
      });
    },
  );

  it('without an answer says that Headliner isn’t responding', () => {
    expect(describeFailure({ graphQLErrors: [] }, HERE).title).toBe('Headliner isn’t responding');
  });
});

it('an address to reconnect never leaves this origin', () => {
  expect(withReturnTo('https://evil.example/auth/spotify', '/')).toBe('/auth/spotify?returnTo=%2F');
});
