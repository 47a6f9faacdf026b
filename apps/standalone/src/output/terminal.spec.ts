import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { Terminal } from './terminal.js';

describe('the terminal', () => {
  it('shows no line twice in a row', () => {
    const stream = new PassThrough();
    const terminal = new Terminal(stream);
    for (const text of ['one', 'one', 'two', 'one']) terminal.say(text);
    expect(String(stream.read())).toBe('one\ntwo\none\n');
  });

  (canMount() ? it : it.skip)('goes on in a file after its disk was full', () => {
    const disk = SmallDisk.mount(1);
    const path = join(disk.path, 'output');
    const fd = openSync(path, 'a');
    try {
      const terminal = new Terminal(Object.assign(new PassThrough(), { fd }));
      disk.fill();
      for (const letter of ['a', 'b']) terminal.say(letter.repeat(5_000));
      disk.free();
      terminal.say('after');
      expect(readFileSync(path, 'utf8')).toBe('after\n');
    } finally {
      closeSync(fd);
      disk.unmount();
    }
  });
});
