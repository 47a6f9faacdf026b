import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EnvironmentError } from './environment.error.js';
import { readEnvironment } from './read-environment.js';
import { flag, host, integer, port, secret, url } from './setting.js';

const schema = z.object({
  PORT: port().default(3_000),
  DEPTH: integer(1, 100).optional(),
  SECRET: secret(8, 'a secret of 8 characters or more'),
});

function problems(source: Record<string, string>): unknown {
  try {
    readEnvironment(schema, source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

function file(content: string): string {
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

  it('reads NAME_FILE where NAME is not given, less its last line break', () => {
    expect(readEnvironment(schema, { SECRET_FILE: file('from the file\n') }).SECRET).toBe('from the file');
    const both = { SECRET: 'the variable', SECRET_FILE: file('the file') };
    expect(readEnvironment(schema, both).SECRET).toBe('the variable');
  });

  it('names everything that is wrong, and shows no value', () => {
    expect(problems({ PORT: 'eighty', DEPTH: '101', SECRET: 'short' })).toEqual([
      { name: 'PORT', expected: 'a whole number from 1 to 65535' },
      { name: 'DEPTH', expected: 'a whole number from 1 to 100' },
      { name: 'SECRET', expected: 'a secret of 8 characters or more' },
    ]);
    expect(problems({})).toEqual([{ name: 'SECRET', expected: 'missing; a secret of 8 characters or more' }]);
    expect(problems({ SECRET_FILE: '/nowhere' })).toEqual([
      { name: 'SECRET_FILE', expected: 'the path of a readable file (ENOENT)' },
    ]);
  });
});

describe('settings', () => {
  it.each([
    [integer(1, 10), ['1', '10', '007'], ['0', '11', '-1', '1.5', '1e1', ' 1', '0x1', '9'.repeat(20)]],
    [port(), ['1', '65535'], ['0', '65536', 'http']],
    [host(), ['127.0.0.1', '::1', 'db.example.org'], ['http://x', 'a b', 'a/b']],
    [url('http://x'), ['http://x', 'https://x/y/'], ['x', 'ftp://x', 'javascript:alert(1)']],
    [flag(), ['true', 'false'], ['yes', '1', 'TRUE']],
  ] as const)('%#', (setting, good, bad) => {
    expect(good.filter((value) => !setting.safeParse(value).success)).toEqual([]);
    expect(bad.filter((value) => setting.safeParse(value).success)).toEqual([]);
  });
});
