import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EnvironmentError } from '../errors.js';
import { readEnvironment } from './read-environment.js';
import { misspelledSettings } from './setting-names.js';
import { flag, host, integer, port, secret, url } from './setting.js';

const schema = z.object({
  PORT: port().default(3_000),
  DEPTH: integer(1, 100).optional(),
  SECRET: secret(8, 'a secret of 8 characters or more'),
  CRON: z
    .string()
    .regex(/^([\d*/,-]+ ){4}[\d*/,-]+$/, 'a cron expression')
    .optional(),
});

function problems(...sources: Record<string, string>[]): unknown {
  try {
    readEnvironment(schema, ...sources);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

const directory = mkdtempSync(join(tmpdir(), 'headliner-environment-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;
function file(content: string | Buffer): string {
  const path = join(directory, `secret-${(files += 1)}`);
  writeFileSync(path, content);
  return path;
}

describe('readEnvironment', () => {
  it('reads the settings of the schema, with defaults for missing ones', () => {
    expect(readEnvironment(schema, { SECRET: 'long enough', DEPTH: '7', HOME: '/root' })).toEqual({
      PORT: 3_000,
      DEPTH: 7,
      SECRET: 'long enough',
    });
  });

  it('treats an empty variable as missing', () => {
    expect(readEnvironment(schema, { SECRET: 'long enough', PORT: '', DEPTH: '' })).toEqual({
      PORT: 3_000,
      SECRET: 'long enough',
    });
  });

  it('takes each setting from the first source that has it, as NAME or as NAME_FILE', () => {
    const own = { SECRET_FILE: file('from a file of the first'), PORT: '' };
    const other = { SECRET: 'from the second', PORT: '4000', DEPTH: '7' };
    const read = { SECRET: 'from a file of the first', PORT: 4_000, DEPTH: 7 };
    expect(readEnvironment(schema, own, other)).toEqual(read);
    const hidden = { SECRET: 'from the first', SECRET_FILE: '' };
    expect(readEnvironment(schema, hidden, { SECRET_FILE: '/nowhere' }).SECRET).toBe('from the first');
  });

  it('rejects NAME and NAME_FILE in one source', () => {
    expect(problems({ SECRET: 'the variable', SECRET_FILE: file('from the file') })).toEqual([
      { name: 'SECRET', expected: 'set directly or by SECRET_FILE, but not both' },
    ]);
  });

  it('names every bad setting and shows no value', () => {
    expect(problems({ PORT: 'eighty', DEPTH: '101', SECRET: 'short' })).toEqual([
      { name: 'PORT', expected: 'a whole number from 1 to 65535' },
      { name: 'DEPTH', expected: 'a whole number from 1 to 100' },
      { name: 'SECRET', expected: 'a secret of 8 characters or more' },
    ]);
    expect(problems({})).toEqual([{ name: 'SECRET', expected: 'missing; a secret of 8 characters or more' }]);
  });

  it.each([
    ['PORT', '"3000"', '; remove the quotes or blanks around the value'],
    ['PORT', ' 3000 ', '; remove the quotes or blanks around the value'],
    ['PORT', '“3000”', '; remove the quotes or blanks around the value'],
    ['PORT', '3 000', '; remove the blanks inside the value'],
    ['PORT', '"99999"', ''],
    ['CRON', "'0 3 * * *'", '; remove the quotes or blanks around the value'],
    ['CRON', '0 3 * *', ''],
  ])('advises what to remove from %s=%s: %s', (name, value, advice) => {
    expect(problems({ SECRET: 'long enough', [name]: value })).toEqual([
      { name, expected: expect.stringMatching(new RegExp(`(65535|expression)${advice}$`)) },
    ]);
  });
});

describe('readEnvironment of a setting in a file', () => {
  it.each([
    ['a last line break', 'the secret\n'],
    ['line breaks of Windows', 'the secret\r\n\r\n'],
    ['a byte-order mark', '\uFEFFthe secret'],
  ])('reads it without %s', (_, content) => {
    expect(readEnvironment(schema, { SECRET_FILE: file(content) }).SECRET).toBe('the secret');
  });

  it.each([
    ['that is missing', '/nowhere', 'there is no such file'],
    ['whose path is in quotes', `"${file('secret')}"`, 'there is no such file; remove the quotes'],
    ['that is a directory', directory, 'it is a directory'],
    ['that is empty', file('\r\n'), 'the file is empty'],
    ['in UTF-16', file(Buffer.from('\uFEFFthe secret', 'utf16le')), 'it is not UTF-8; save it as UTF-8'],
    ['in Latin-1', file(Buffer.from('geheimnisträger', 'latin1')), 'it is not UTF-8; save it as UTF-8'],
    ['with a NUL character', file('the\0secret'), 'it contains a NUL character'],
    ['in UTF-16 without a mark', file(Buffer.from('the secret', 'utf16le')), 'it contains a NUL character'],
  ])('rejects a file %s by the name of the setting', (_, path, why) => {
    expect(problems({ SECRET_FILE: path })).toEqual([
      { name: 'SECRET_FILE', expected: expect.stringContaining(`the path of a readable text file; ${why}`) },
    ]);
  });
});

describe('misspelledSettings', () => {
  it.each([
    ['SPOTIFY_CLIENTID', 'SPOTIFY_CLIENT_ID'],
    ['SPOTFIY_CLIENT_SECRET', 'SPOTIFY_CLIENT_SECRET'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['SESSION_SECRET_FIEL', 'SESSION_SECRET_FILE'],
    ['snapshot_depth', 'SNAPSHOT_DEPTH'],
    ['PORTS', 'PORT'],
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['ANONYMOUS_REQUEST_PER_MINUTE', 'ANONYMOUS_REQUESTS_PER_MINUTE'],
    ['set PORT', 'PORT'],
    ['$env:DATABASE_URL', 'DATABASE_URL'],
  ])('suggests a setting for %s', (name, meant) => {
    expect(misspelledSettings([name])).toEqual([
      `${name} is not a setting of Headliner; did you mean ${meant}?`,
    ]);
  });

  it('reports a name with a prefix of Headliner', () => {
    expect(misspelledSettings(['SPOTIFY_REDIRECT_ADDRESS'])).toEqual([
      'SPOTIFY_REDIRECT_ADDRESS is not a setting of Headliner',
    ]);
  });

  it('ignores names of other programs', () => {
    const others = [
      'HOME',
      'POST',
      'PATH',
      'HOSTNAME',
      'POSTGRES_PASSWORD',
      'NODE_ENV',
      'XDG_DATA_DIRS',
      'SESSION_MANAGER',
    ];
    expect(misspelledSettings([...others, 'PORT', 'DATABASE_URL_FILE'])).toEqual([]);
  });
});

describe('setting schemas', () => {
  it.each([
    [integer(1, 10), ['1', '10', '007'], ['0', '11', '-1', '1.5', '1e1', ' 1', '0x1', '9'.repeat(20)]],
    [port(), ['1', '65535'], ['0', '65536', 'http']],
    [host(), ['127.0.0.1', '::1', '[::1]', 'db.example.org'], ['http://x', 'a b', 'a/b', 'x:80', '::1::']],
    [url('http://x'), ['http://x', 'https://x/y/'], ['x', 'ftp://x', 'javascript:alert(1)']],
    [flag(), ['true', 'false'], ['yes', '1', 'TRUE']],
  ] as const)('accept good values and reject bad ones (%#)', (setting, good, bad) => {
    expect(good.filter((value) => !setting.safeParse(value).success)).toEqual([]);
    expect(bad.filter((value) => setting.safeParse(value).success)).toEqual([]);
  });

  it.each([
    ['localhost', '127.0.0.1'],
    ['LocalHost', '127.0.0.1'],
    ['[::1]', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['DB.example.org', 'db.example.org'],
  ])('host() returns the shortest form of %s', (given, read) => {
    expect(host().parse(given)).toBe(read);
  });
});
