import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EnvironmentError } from '../errors.js';
import { readEnvironment } from './read-environment.js';
import { misspeltSettings } from './setting-names.js';
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

function file(content: string | Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'environment-')), 'secret');
  writeFileSync(path, content);
  return path;
}

describe('readEnvironment', () => {
  it('reads what is there, falls back on defaults, and leaves the rest', () => {
    expect(readEnvironment(schema, { SECRET: 'long enough', DEPTH: '7', HOME: '/root' })).toEqual({
      PORT: 3_000,
      DEPTH: 7,
      SECRET: 'long enough',
    });
  });

  it('takes an empty variable for a missing one', () => {
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

  it('refuses NAME and NAME_FILE in one source', () => {
    expect(problems({ SECRET: 'the variable', SECRET_FILE: file('from the file') })).toEqual([
      { name: 'SECRET', expected: 'set directly or by SECRET_FILE, but not both' },
    ]);
  });

  it('names everything that is wrong, and shows no value', () => {
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
  ])('says of %s=%s what is superfluous: %s', (name, value, advice) => {
    expect(problems({ SECRET: 'long enough', [name]: value })).toEqual([
      { name, expected: expect.stringMatching(new RegExp(`(65535|expression)${advice}$`)) },
    ]);
  });
});

describe('the file of a setting', () => {
  it.each([
    ['a last line break', 'the secret\n'],
    ['line breaks of Windows', 'the secret\r\n\r\n'],
    ['a byte-order mark', '\uFEFFthe secret'],
  ])('is read without %s', (_, content) => {
    expect(readEnvironment(schema, { SECRET_FILE: file(content) }).SECRET).toBe('the secret');
  });

  const directory = mkdtempSync(join(tmpdir(), 'environment-'));
  it.each([
    ['that is missing', '/nowhere', 'there is no such file'],
    ['whose path is in quotes', `"${file('secret')}"`, 'there is no such file; remove the quotes'],
    ['that is a directory', directory, 'it is a directory'],
    ['that is empty', file('\r\n'), 'the file is empty'],
    [
      'in UTF-16',
      file(Buffer.from('\uFEFFthe secret', 'utf16le')),
      'it is not UTF-8; save it in that encoding',
    ],
    ['in UTF-16 without a mark', file(Buffer.from('the secret', 'utf16le')), 'it is not UTF-8'],
    ['in Latin-1', file(Buffer.from('geheimnisträger', 'latin1')), 'it is not UTF-8'],
  ])('is refused by the name of the setting: one %s', (_, path, why) => {
    expect(problems({ SECRET_FILE: path })).toEqual([
      { name: 'SECRET_FILE', expected: expect.stringContaining(`the path of a readable text file; ${why}`) },
    ]);
  });
});

describe('names that are no settings', () => {
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
  ])('are found where they resemble one: %s', (name, meant) => {
    expect(misspeltSettings([name])).toEqual([
      `${name} is not a setting of Headliner; did you mean ${meant}?`,
    ]);
  });

  it('are found where they begin like ours', () => {
    expect(misspeltSettings(['SPOTIFY_REDIRECT_ADDRESS'])).toEqual([
      'SPOTIFY_REDIRECT_ADDRESS is not a setting of Headliner',
    ]);
  });

  it('are left alone where they belong to something else', () => {
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
    expect(misspeltSettings([...others, 'PORT', 'DATABASE_URL_FILE'])).toEqual([]);
  });
});

describe('settings', () => {
  it.each([
    [integer(1, 10), ['1', '10', '007'], ['0', '11', '-1', '1.5', '1e1', ' 1', '0x1', '9'.repeat(20)]],
    [port(), ['1', '65535'], ['0', '65536', 'http']],
    [host(), ['127.0.0.1', '::1', '[::1]', 'db.example.org'], ['http://x', 'a b', 'a/b', 'x:80', '::1::']],
    [url('http://x'), ['http://x', 'https://x/y/'], ['x', 'ftp://x', 'javascript:alert(1)']],
    [flag(), ['true', 'false'], ['yes', '1', 'TRUE']],
  ] as const)('%#', (setting, good, bad) => {
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
  ])('a host comes in its shortest form: %s', (given, read) => {
    expect(host().parse(given)).toBe(read);
  });
});
