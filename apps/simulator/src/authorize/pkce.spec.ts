import { expect, test } from '@jest/globals';
import { answersChallenge } from './pkce.js';

// The example of RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

test.each([
  ['the verifier of the challenge', verifier, challenge, true],
  ['another verifier', `${verifier}x`, challenge, false],
  ['the challenge itself', challenge, challenge, false],
  ['no verifier', undefined, challenge, false],
  ['a verifier nobody asked for', verifier, undefined, false],
  ['neither', undefined, undefined, true],
])('%s', (_what, given, asked, expected) => {
  expect(answersChallenge(given, asked)).toBe(expected);
});
