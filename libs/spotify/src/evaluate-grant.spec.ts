import { describe, expect, it } from '@jest/globals';
import { MisconfiguredError, ReauthorizationRequiredError } from './errors.js';
import type { Grant } from './ports.js';
import { evaluateGrant, isLastAttempt, secondsToAttemptAfterRefusal } from './evaluate-grant.js';

const HOUR = 3_600;

function grant(change: Partial<Grant> = {}): Grant {
  return {
    revision: 3,
    refreshToken: 'refresh',
    accessToken: { value: 'access', secondsLeft: 1_000 },
    ended: null,
    ...change,
  };
}

describe('evaluateGrant', () => {
  it.each([
    ['a token with time left serves', grant(), 0, 'access'],
    [
      'so does one with exactly a minute left',
      grant({ accessToken: { value: 'access', secondsLeft: 60 } }),
      0,
      'access',
    ],
    ['an older refused token does not matter', grant(), 2, 'access'],
    [
      'a token that runs out within a minute is refreshed',
      grant({ accessToken: { value: 'access', secondsLeft: 59.9 } }),
      0,
      null,
    ],
    [
      'a token that ran out is refreshed',
      grant({ accessToken: { value: 'access', secondsLeft: -5 } }),
      0,
      null,
    ],
    ['the refused token itself is refreshed', grant(), 3, null],
    [
      'a token that cannot be sent in a header is refreshed',
      grant({ accessToken: { value: 'acc\r\ness', secondsLeft: 1_000 } }),
      0,
      null,
    ],
    ['no token at all is refreshed', grant({ accessToken: null }), 0, null],
  ])('%s', (_, given, rejectedRevision, served) => {
    const decision = evaluateGrant(given, rejectedRevision);
    expect(decision.token?.value ?? null).toBe(served);
    expect(decision.refreshable?.refreshToken ?? null).toBe(served === null ? 'refresh' : null);
  });

  it.each([
    [0, HOUR - 1, false],
    [0, HOUR, true],
    [1, 24 * HOUR - 1, false],
    [1, 24 * HOUR, true],
    [2, 1_000 * HOUR, false],
  ])('after %i later tries and %i s a refused grant may be tried: %s', (laterAttempts, secondsAgo, may) => {
    const ended = grant({ accessToken: null, ended: { secondsAgo, laterAttempts } });
    if (may) expect(evaluateGrant(ended, 0).refreshable).toBeDefined();
    else expect(() => evaluateGrant(ended, 0)).toThrow(ReauthorizationRequiredError);
  });

  it('reports a grant that cannot be decrypted as misconfigured, not as an ended grant', () => {
    expect(() => evaluateGrant('UNREADABLE', 0)).toThrow(MisconfiguredError);
  });

  it('requires reauthorization without a grant or without a refresh token', () => {
    expect(() => evaluateGrant(null, 0)).toThrow(ReauthorizationRequiredError);
    expect(() => evaluateGrant(grant({ accessToken: null, refreshToken: null }), 0)).toThrow(
      ReauthorizationRequiredError,
    );
  });

  it.each([
    [0, HOUR - 20, 20],
    [1, HOUR, 23 * HOUR],
    [2, HOUR, null],
  ])(
    'after %i later tries and %i s it says that the next try is in %s s',
    (laterAttempts, secondsAgo, next) => {
      const ended = grant({ accessToken: null, ended: { secondsAgo, laterAttempts } });
      expect(() => evaluateGrant(ended, 0)).toThrow(expect.objectContaining({ nextTrySeconds: next }));
    },
  );

  it('computes the time from a refusal to the next attempt', () => {
    expect(secondsToAttemptAfterRefusal(grant())).toBe(HOUR);
    expect(secondsToAttemptAfterRefusal(grant({ ended: { secondsAgo: HOUR, laterAttempts: 0 } }))).toBe(
      23 * HOUR,
    );
    expect(
      secondsToAttemptAfterRefusal(grant({ ended: { secondsAgo: 24 * HOUR, laterAttempts: 1 } })),
    ).toBeNull();
  });

  it('drops the tokens after the second later attempt, not earlier', () => {
    expect(isLastAttempt(grant())).toBe(false);
    expect(isLastAttempt(grant({ ended: { secondsAgo: HOUR, laterAttempts: 0 } }))).toBe(false);
    expect(isLastAttempt(grant({ ended: { secondsAgo: 24 * HOUR, laterAttempts: 1 } }))).toBe(true);
  });
});
