import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { lockDirectory } from './directory-lock.js';
import { handleAbandonedDatabases, recordOwner } from './outside-databases.js';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('databases outside of their data directory', () => {
  let root: string;
  let shared: string;
  let location: string;
  let data: string;
  let printed: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'headliner-outside-'));
    shared = join(root, 'shared');
    location = join(shared, randomUUID());
    data = join(root, 'checkout', '.data');
    mkdirSync(location, { recursive: true });
    printed = [];
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const open = (directory: string, holdsRealData: boolean): void => {
    mkdirSync(directory, { recursive: true });
    symlinkSync(location, join(directory, 'postgres'));
    recordOwner(location, directory, holdsRealData);
  };
  const handle = (): string[] => {
    printed.length = 0;
    handleAbandonedDatabases((text) => void printed.push(text), shared);
    return printed;
  };

  it('are kept while the data directory refers to them', () => {
    open(data, false);
    expect(handle()).toEqual([]);
    expect(existsSync(location)).toBe(true);
  });

  it.each([
    ['the data directory', () => data],
    ['the whole checkout', () => join(root, 'checkout')],
  ])('are removed if they hold demo data and %s was deleted', (_what, deleted) => {
    open(data, false);
    rmSync(deleted(), { recursive: true });
    expect(handle()).toEqual([
      `Removed the demo's databases in ${location}: their data directory ${data} was deleted.`,
    ]);
    expect(existsSync(location)).toBe(false);
  });

  it('are removed if a new data directory replaced the deleted one', () => {
    open(data, false);
    rmSync(data, { recursive: true });
    mkdirSync(data);
    expect(handle()).toHaveLength(1);
    expect(existsSync(location)).toBe(false);
  });

  it('are reported while the data directory uses other databases', () => {
    open(data, false);
    rmSync(join(data, 'postgres'));
    symlinkSync(join(root, 'by-hand'), join(data, 'postgres'));
    expect(handle()).toEqual([
      `The databases in ${location} are not in use: ${join(data, 'postgres')} leads elsewhere. ` +
        `If you do not need them, remove them: rm -r ${location}`,
    ]);
    expect(existsSync(location)).toBe(true);
  });

  it('are reported, with the command that removes them, if they hold real data', () => {
    open(data, true);
    renameSync(data, join(root, 'moved'));
    expect(handle()).toEqual([
      `The data directory ${data} of the databases in ${location} was not found. ` +
        `If you deleted it, remove them: rm -r ${location}`,
    ]);
    expect(existsSync(location)).toBe(true);
    // A start from the new path records that path.
    recordOwner(location, join(root, 'moved'), true);
    expect(handle()).toEqual([]);
  });

  it('are kept while a process uses them', () => {
    open(data, false);
    rmSync(data, { recursive: true });
    const lock = lockDirectory(location);
    expect(handle()).toEqual([]);
    lock.release();
    expect(existsSync(location)).toBe(true);
  });

  it('are kept if they have no recorded owner', () => {
    expect(handle()).toEqual([]);
    expect(existsSync(location)).toBe(true);
  });

  (canMount() ? it : it.skip)(
    'are kept and reported while the disk of the data directory is unmounted',
    () => {
      const disk = SmallDisk.mount(1);
      const onDisk = join(disk.path, 'checkout', '.data');
      open(onDisk, false);
      expect(spawnSync('umount', [disk.path]).status).toBe(0);
      try {
        expect(handle()).toEqual([expect.stringContaining('If you deleted it')]);
        expect(existsSync(location)).toBe(true);
      } finally {
        rmSync(disk.path, { recursive: true });
      }
    },
  );
});
