import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { writeDurably } from './durable-file.js';

describe('writeDurably', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'headliner-files-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes the file readable for its owner only, and leaves no other file', () => {
    const path = join(directory, 'secret');
    // A process that was killed while it wrote left this.
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
onSmallDisk('writeDurably on a full disk', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = SmallDisk.mount(1);
  });
  afterEach(() => disk.unmount());

  it('keeps the old file, creates no new one, and explains the error', () => {
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
