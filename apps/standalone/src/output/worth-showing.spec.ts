import { describe, expect, it } from '@jest/globals';
import { worthShowing } from './worth-showing.js';

describe('what the terminal shows of a line', () => {
  it.each([
    [
      'an error with its cause',
      'stdout',
      '{"level":"error","msg":"lost","err":{"message":"gone"}}',
      'error: lost: gone',
    ],
    [
      'an error that repeats itself',
      'stdout',
      '{"level":"fatal","msg":"gone","err":{"message":"gone"}}',
      'error: gone',
    ],
    [
      'a warning',
      'stdout',
      '{"level":"warn","msg":"the keyring can be read by others"}',
      'warning: the keyring can be read by others',
    ],
    ['a note', 'stdout', '{"level":"info","msg":"listening"}', undefined],
    ['plain text on stderr', 'stderr', 'SESSION_SECRET: missing', 'SESSION_SECRET: missing'],
    ['an empty line on stderr', 'stderr', ' ', undefined],
    ['plain text on stdout', 'stdout', 'hello', undefined],
    ['what only looks like JSON', 'stderr', '{ not json', '{ not json'],
    ['JSON of another kind', 'stdout', '{"answer":42}', undefined],
  ] as const)('%s', (_what, stream, line, shown) => {
    expect(worthShowing(line, stream)).toBe(shown);
  });
});
