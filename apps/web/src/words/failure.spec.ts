import { expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { failureWords, withReturn } from './failure.js';

const HERE = '/trends?range=long';

function wordsFor(code: string, extensions: Record<string, unknown> = {}) {
  const failed = new GraphQLError('What the API says.', { extensions: { code, ...extensions } });
  return failureWords({ graphQLErrors: [failed] }, HERE);
}

it('leads somebody whose session has ended through sign-in and back', () => {
  expect(wordsFor('UNAUTHENTICATED').wayOn?.href).toBe('/auth/spotify?returnTo=%2Ftrends%3Frange%3Dlong');
});

it('leads to consent where the connection has ended, and back', () => {
  const { wayOn } = wordsFor('SPOTIFY_REAUTHORIZATION_REQUIRED', {
    reconnectUrl: 'https://charts.example/auth/spotify?show_dialog=true',
  });
  expect(wayOn?.href).toBe('/auth/spotify?show_dialog=true&returnTo=%2Ftrends%3Frange%3Dlong');
});

it.each(['RATE_LIMITED', 'SPOTIFY_RATE_LIMITED'])('says with %s how long to wait', (code) => {
  expect(wordsFor(code, { retryAfterSeconds: 40 }).text).toContain('40 seconds');
});

it('gives the number by which the operator finds an internal error', () => {
  expect(wordsFor('INTERNAL', { correlationId: 'c0ffee' }).text).toContain('c0ffee');
});

it.each(['SPOTIFY_NOT_PERMITTED', 'SPOTIFY_UNAVAILABLE', 'FORBIDDEN'])(
  'passes on what the API says of %s',
  (code) => {
    expect(wordsFor(code)).toMatchObject({ text: 'What the API says.' });
    expect(wordsFor(code)).not.toHaveProperty('wayOn');
  },
);

it('says that nobody answered where nobody did', () => {
  expect(failureWords({ graphQLErrors: [] }, HERE).title).toBe('Headliner did not answer');
});

it('keeps an address of ours ours', () => {
  expect(withReturn('https://evil.example/auth/spotify', '/')).toBe('/auth/spotify?returnTo=%2F');
});
