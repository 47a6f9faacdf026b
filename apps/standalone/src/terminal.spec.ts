import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../test/support/small-disk.js';
import { formatOutput, Terminal } from './terminal.js';

describe('the terminal of npm start', () => {
  it('prints no line twice in a row', () => {
    const stream = new PassThrough();
    const terminal = new Terminal(stream);
    for (const text of ['one', 'one', 'two', 'one']) terminal.print(text);
    expect(String(stream.read())).toBe('one\ntwo\none\n');
  });

  (canMount() ? it : it.skip)('writes to its output file again after the disk was full', () => {
    const disk = SmallDisk.mount(1);
    const path = join(disk.path, 'output');
    const fd = openSync(path, 'a');
    try {
      const terminal = new Terminal(Object.assign(new PassThrough(), { fd }));
      disk.fill();
      for (const letter of ['a', 'b']) terminal.print(letter.repeat(5_000));
      disk.free();
      terminal.print('after');
      expect(readFileSync(path, 'utf8')).toBe('after\n');
    } finally {
      closeSync(fd);
      disk.unmount();
    }
  });
});

describe('formatOutput', () => {
  it.each([
    [
      'shows an error with its cause',
      'stdout',
      '{"level":"error","msg":"lost","err":{"message":"gone"}}',
      'error: lost: gone',
    ],
    [
      'shows a repeated error message once',
      'stdout',
      '{"level":"fatal","msg":"gone","err":{"message":"gone"}}',
      'error: gone',
    ],
    [
      'shows a warning',
      'stdout',
      '{"level":"warn","msg":"the keyring can be read by others"}',
      'warning: the keyring can be read by others',
    ],
    ['hides an info line', 'stdout', '{"level":"info","msg":"listening"}', undefined],
    ['shows plain text on stderr', 'stderr', 'SESSION_SECRET: missing', 'SESSION_SECRET: missing'],
    ['hides an empty line on stderr', 'stderr', ' ', undefined],
    ['hides plain text on stdout', 'stdout', 'hello', undefined],
    ['shows broken JSON on stderr', 'stderr', '{ not json', '{ not json'],
    ['hides JSON that is not a log line', 'stdout', '{"answer":42}', undefined],
  ] as const)('%s', (_what, stream, line, shown) => {
    expect(formatOutput(line, stream)).toBe(shown);
  });
});
