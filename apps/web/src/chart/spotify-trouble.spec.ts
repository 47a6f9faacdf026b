import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { composeOperatorMessage, describeSpotifyTrouble, getRetryTime } from './spotify-trouble.js';

const MESSAGE = 'Spotify refused this request without a reason.';

function describeCode(code: string, extensions: Record<string, unknown> = {}) {
  return describeSpotifyTrouble({
    graphQLErrors: [new GraphQLError(MESSAGE, { extensions: { code, ...extensions } })],
  });
}

describe('trouble with Spotify on the first visit', () => {
  it.each([
    ['SPOTIFY_UNAVAILABLE', {}, 'time'],
    ['SPOTIFY_RATE_LIMITED', { reason: 'RATE_LIMITED', retryAfterSeconds: 40 }, 'time'],
    ['SPOTIFY_RATE_LIMITED', { reason: 'QUOTA_EXCEEDED', retryAfterSeconds: 3_600 }, 'operator'],
    ['SPOTIFY_NOT_PERMITTED', { missing: 'SCOPE_MISSING' }, 'consent'],
    ['SPOTIFY_NOT_PERMITTED', { missing: 'LISTENER_NOT_REGISTERED' }, 'operator'],
    ['SPOTIFY_MISCONFIGURED', {}, 'operator'],
  ])('%s %j can be fixed by %s', (code, extensions, help) => {
    expect(describeCode(code, extensions)?.help).toBe(help);
  });

  it.each(['UNAUTHENTICATED', 'SPOTIFY_REAUTHORIZATION_REQUIRED', 'INTERNAL'])('%s is none', (code) => {
    expect(describeCode(code)).toBeNull();
  });

  it('has the same text at every attempt, so that it is announced once', () => {
    const texts = [40, 39].map((retryAfterSeconds) => {
      const trouble = describeCode('SPOTIFY_RATE_LIMITED', { reason: 'RATE_LIMITED', retryAfterSeconds });
      return `${trouble?.title} ${trouble?.text}`;
    });
    expect(texts[0]).toBe(texts[1]);
  });
});

it('a message for the operator says what, where, when and who', () => {
  const trouble = describeCode('SPOTIFY_NOT_PERMITTED', { missing: 'UNSPECIFIED' });
  const sender = { origin: 'https://charts.example', now: new Date('2026-11-29T11:30:12Z') };
  if (!trouble) throw new Error('there is no trouble');
  const text = composeOperatorMessage(trouble, { ...sender, displayName: 'Zoë' });
  expect(text.split('\n')).toEqual([
    'Headliner at https://charts.example can’t read my top artists from Spotify.',
    '',
    MESSAGE,
    '',
    'Error: SPOTIFY_NOT_PERMITTED (UNSPECIFIED)',
    'Time: 2026-11-29 11:30 UTC',
    'My name on Spotify: Zoë',
  ]);
  expect(composeOperatorMessage(trouble, { ...sender, displayName: null })).not.toContain('My name');
});

it.each([
  [40, '1970-01-01T00:05:00Z', 40_000],
  [null, '1970-01-01T00:05:00Z', 300_000],
  [null, '1969-12-31T23:59:00Z', 60_000],
  [null, null, 60_000],
])('with a Retry-After of %s s and a snapshot at %s, asks again after %i ms', (seconds, next, time) => {
  expect(getRetryTime({ retryAfterSeconds: seconds }, next, 0)).toBe(time);
});
