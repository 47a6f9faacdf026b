import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { returnToPath } from './return-to.js';

const ORIGIN = 'https://charts.example.org';

describe('returnToPath', () => {
  it.each(['/', '/graphiql', '/graphiql?query=%7B%20viewer%20%7D', '/a/b?c=d&e=f#g', '/caf%C3%A9'])(
    'accepts %s',
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
  ])('rejects %j', (value) => {
    expect(returnToPath(value)).toBeNull();
  });

  it('accepts no value that leads to another origin, however often it is decoded', () => {
    const pieces = [
      '/',
      '\\',
      '..',
      '.',
      'evil.example',
      ':',
      '@',
      'http:',
      'a',
      '?',
      '#',
      '\t',
      '\n',
      ' ',
      '%',
      '%2f',
      '%5C',
      '%09',
    ];
    const hostile = fc.oneof(
      fc.string(),
      // fc.webUrl() is slower: it builds a table of all characters.
      fc
        .tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.string())
        .map(([scheme, domain, rest]) => `${scheme}://${domain}/${rest}`),
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((chosen) => chosen.join('')),
    );
    let accepted = 0;
    fc.assert(
      fc.property(hostile, fc.nat(3), fc.boolean(), (value, times, afterSlash) => {
        const sent = `${afterSlash ? '/' : ''}${encoded(value, times)}`;
        const path = returnToPath(sent);
        if (path === null) return;
        accepted += 1;
        if (path !== sent) throw new Error(`${JSON.stringify(sent)} became ${JSON.stringify(path)}`);
        for (let decoded = path; ; decoded = decodeURIComponent(decoded)) {
          const { origin, pathname } = new URL(decoded, ORIGIN);
          const leadsAway = origin !== ORIGIN || pathname.startsWith('//') || /[\p{Cc}\\]/u.test(decoded);
          if (leadsAway) throw new Error(`${JSON.stringify(sent)} leads to ${JSON.stringify(decoded)}`);
          if (decodeURIComponent(decoded) === decoded) break;
        }
      }),
      { numRuns: 10_000 },
    );
    // Enough of the generated values were accepted to mean something.
    expect(accepted).toBeGreaterThan(500);
  });
});

/** Percent-encodes all characters but a to z, `times` times. */
function encoded(value: string, times: number): string {
  if (times === 0) return value;
  const bytes = Buffer.from(value.toWellFormed());
  const once = Array.from(bytes, (byte) =>
    /[a-z]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).padStart(2, '0')}`,
  ).join('');
  return encoded(once, times - 1);
}
