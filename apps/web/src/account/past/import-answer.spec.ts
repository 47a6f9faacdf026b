import { expect, it } from '@jest/globals';
import { CONNECTION_LOST, parseImportAnswer } from './import-answer.js';

const failed = (message: string, extensions: object) => JSON.stringify({ errors: [{ message, extensions }] });

it('the answer of a finished import has its outcome', () => {
  const outcome = {
    snapshots: { added: 3, kept: 1 },
    gaps: { added: 0, kept: 2 },
    artists: { added: 50, kept: 0 },
  };
  expect(parseImportAnswer(200, JSON.stringify(outcome), '/account')).toEqual({ kind: 'imported', outcome });
});

it('the answer to a listening history has what was reconstructed', () => {
  const result = {
    plays: { read: 10, counted: 6, skipped: { notMusic: 1, private: 1, short: 2, undated: 0 } },
    days: { from: null, to: null, reconstructed: { SHORT_TERM: 0 } },
    artists: { matched: 2, toLink: 1 },
    agreement: [{ range: 'SHORT_TERM', days: 12, similarity: 0.87 }],
    ignoredFiles: ['Userdata.json'],
  };
  expect(parseImportAnswer(200, JSON.stringify(result), '/account')).toEqual({
    kind: 'reconstructed',
    result,
  });
});

it.each([
  [
    400,
    failed('Line 4 is not JSON. Nothing was imported.', { code: 'BAD_USER_INPUT', line: 4 }),
    { title: 'This file can’t be imported', text: 'Line 4 is not JSON. Nothing was imported.' },
  ],
  [
    413,
    failed('The file is larger than 128 MiB.', { code: 'BAD_REQUEST' }),
    { title: 'This file can’t be imported', text: 'The file is larger than 128 MiB.' },
  ],
  [
    429,
    failed('You already have an import under way. Try again in 30 s.', {
      code: 'RATE_LIMITED',
      retryAfterSeconds: 30,
    }),
    { text: 'You already have an import under way. Try again in 30 seconds.' },
  ],
  [401, failed('Sign in first.', { code: 'UNAUTHENTICATED' }), { title: 'You’re signed out' }],
  [502, '<h1>Bad Gateway</h1>', CONNECTION_LOST],
  [0, '', CONNECTION_LOST],
  [200, '{"snapshots":1}', CONNECTION_LOST],
])('the answer %i %s to an import is described', (status, body, failure) => {
  expect(parseImportAnswer(status, body, '/account')).toMatchObject({ kind: 'failed', failure });
});
