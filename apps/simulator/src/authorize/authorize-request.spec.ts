import { describe, expect, test } from '@jest/globals';
import { isRegistered, isRegistrable, matchesChallenge } from './authorize-request.js';

// The example of RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

test.each([
  ['the verifier of the challenge', verifier, challenge, true],
  ['another verifier', `${verifier}x`, challenge, false],
  ['the challenge itself', challenge, challenge, false],
  ['no verifier', undefined, challenge, false],
  ['a verifier without a challenge', verifier, undefined, false],
  ['neither', undefined, undefined, true],
])('matchesChallenge checks %s', (_what, given, sent, expected) => {
  expect(matchesChallenge(given, sent)).toBe(expected);
});

describe('isRegistrable', () => {
  test.each([
    ['https://charts.example/auth/spotify/callback', true],
    ['http://127.0.0.1/callback', true],
    ['http://127.0.0.1:3000/callback', true],
    ['http://[::1]:3000/callback', true],
    ['http://localhost:3000/callback', false],
    ['https://localhost/callback', false],
    ['http://charts.example/callback', false],
    ['http://127.0.0.1.charts.example/callback', false],
    ['http://127.0.0.2/callback', false],
    ['https://charts.example/callback#part', false],
    ['https://user@charts.example/callback', false],
    ['callback', false],
    ['', false],
  ])('returns for %s: %s', (uri, expected) => {
    expect(isRegistrable(uri)).toBe(expected);
  });
});

describe('isRegistered', () => {
  test.each([
    ['http://127.0.0.1:3000/cb', 'http://127.0.0.1:3000/cb', true],
    ['http://127.0.0.1:3001/cb', 'http://127.0.0.1:3000/cb', false],
    ['http://127.0.0.1:3001/cb', 'http://127.0.0.1/cb', true],
    ['http://127.0.0.1/cb', 'http://127.0.0.1/cb', true],
    ['http://[::1]:3001/cb', 'http://[::1]/cb', true],
    ['http://[::1]:3001/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/cb/', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/cb?x=1', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/CB', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:99999/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:80@charts.example/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:/cb', 'http://127.0.0.1/cb', false],
    ['https://charts.example:8443/cb', 'https://charts.example/cb', false],
  ])('compares %s with the registered %s: %s', (requested, registered, expected) => {
    expect(isRegistered(requested, [registered])).toBe(expected);
  });
});
