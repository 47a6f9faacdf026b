import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { writeDurably } from './durable-file.js';

describe('a file that is written as a whole', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-files-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is readable for its owner only, and leaves nothing beside it', () => {
    const path = join(directory, 'secret');
    // Left behind by a process that was killed while it wrote.
    writeFileSync(`${path}.new`, 'half', { mode: 0o644 });
    for (const text of ['one', 'two']) {
      writeDurably(path, text);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(['secret']);
  });
});

const onSmallDisk = canMount() ? describe : describe.skip;
onSmallDisk('a file that is written as a whole, on a full disk', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = SmallDisk.mount(1);
  });
  afterEach(() => disk.unmount());

  it('stays as it was, or is not made at all; the error says why', () => {
    const path = join(disk.path, 'secret');
    writeDurably(path, 'old');
    disk.fill();
    const refusal = `Cannot write ${path}: the disk is full. Free some space, then start again.`;
    expect(() => writeDurably(path, 'new')).toThrow(refusal);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(() => writeDurably(join(disk.path, 'other'), 'new')).toThrow('the disk is full');
    expect(readdirSync(disk.path).sort()).toEqual(['ballast', 'secret']);
  });
});
