import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { returnToPath } from './return-to.js';

const ORIGIN = 'https://charts.example.org';

describe('returnToPath', () => {
  it.each(['/', '/graphiql', '/graphiql?query=%7B%20viewer%20%7D', '/a/b?c=d&e=f#g', '/caf%C3%A9'])(
    'takes %s',
    (path) => {
      expect(returnToPath(path)).toBe(path);
    },
  );

  it.each([
    '',
    'graphiql',
    'https://evil.example',
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%2fevil.example',
    '/%5cevil.example',
    '/%255cevil.example',
    '/%25252fevil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    '/%0d%0aset-cookie:%20a=b',
    ' /graphiql',
    '/graph iql',
    '/%',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/\u0000',
    '/é',
  ])('refuses %j', (value) => {
    expect(returnToPath(value)).toBeNull();
  });

  it('never lets anything lead away from the origin, once or more often decoded', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '%2f',
      '%5C',
      '%09',
      '%0a',
      '..',
      '.',
      'evil.example',
      ':',
      '@',
      'http:',
      'a',
      '%25',
      '?',
      '#',
      '\t',
      ' ',
    );
    const hostile = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((value) => `/${value}`),
        ),
        (value) => {
          const path = returnToPath(value);
          if (path === null) return;
          for (let decoded = path; ; decoded = decodeURIComponent(decoded)) {
            expect(new URL(decoded, ORIGIN).origin).toBe(ORIGIN);
            expect(new URL(decoded, ORIGIN).pathname.startsWith('//')).toBe(false);
            if (decodeURIComponent(decoded) === decoded) break;
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
