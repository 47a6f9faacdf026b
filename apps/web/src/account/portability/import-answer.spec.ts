import { expect, it } from '@jest/globals';
import { importAnswer, LOST } from './import-answer.js';

const refused = (message: string, extensions: object) =>
  JSON.stringify({ errors: [{ message, extensions }] });

it('tells what an import brought', () => {
  const outcome = {
    snapshots: { added: 3, kept: 1 },
    gaps: { added: 0, kept: 2 },
    artists: { added: 50, kept: 0 },
  };
  expect(importAnswer(200, JSON.stringify(outcome), '/account')).toEqual({ kind: 'imported', outcome });
});

it.each([
  [
    400,
    refused('Line 4: it is not JSON. Nothing was imported.', { code: 'BAD_USER_INPUT', line: 4 }),
    { title: 'Line 4 cannot be imported', text: 'Line 4: it is not JSON. Nothing was imported.' },
  ],
  [
    413,
    refused('A file of 128 MiB at most can be imported.', { code: 'BAD_REQUEST' }),
    { title: 'This file cannot be imported', text: 'A file of 128 MiB at most can be imported.' },
  ],
  [
    429,
    refused('An import of yours is under way, and one at a time is possible. Try again in 30 s.', {
      code: 'RATE_LIMITED',
      retryAfterSeconds: 30,
    }),
    { text: 'An import of yours is under way, and one at a time is possible. Come back in 30 seconds.' },
  ],
  [401, refused('Nobody is signed in.', { code: 'UNAUTHENTICATED' }), { title: 'You are signed out' }],
  [502, '<h1>Bad Gateway</h1>', LOST],
  [0, '', LOST],
  [200, '{"snapshots":1}', LOST],
])('%i %s is said in words', (status, body, words) => {
  expect(importAnswer(status, body, '/account')).toMatchObject({ kind: 'refused', words });
});
