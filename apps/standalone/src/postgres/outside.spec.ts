import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { canMount, SmallDisk } from '../../../../test/support/small-disk.js';
import { lockDirectory } from './directory-lock.js';
import { clearAbandoned, recordOwner } from './outside.js';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('databases outside of their data directory', () => {
  let root: string;
  let shared: string;
  let place: string;
  let data: string;
  let reports: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'headliner-outside-'));
    shared = join(root, 'shared');
    place = join(shared, randomUUID());
    data = join(root, 'checkout', '.data');
    mkdirSync(place, { recursive: true });
    reports = [];
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const open = (directory: string, holdsRealData: boolean): void => {
    mkdirSync(directory, { recursive: true });
    symlinkSync(place, join(directory, 'postgres'));
    recordOwner(place, directory, holdsRealData);
  };
  const clear = (): string[] => {
    reports.length = 0;
    clearAbandoned((text) => void reports.push(text), shared);
    return reports;
  };

  it('stay while the data directory refers to them', () => {
    open(data, false);
    expect(clear()).toEqual([]);
    expect(existsSync(place)).toBe(true);
  });

  it.each([
    ['the data directory', () => data],
    ['all of the checkout', () => join(root, 'checkout')],
  ])('are removed, when they are those of a demo, once %s was deleted', (_what, deleted) => {
    open(data, false);
    rmSync(deleted(), { recursive: true });
    expect(clear()).toEqual([
      `Removed the demo's databases in ${place}: their data directory ${data} was deleted.`,
    ]);
    expect(existsSync(place)).toBe(false);
  });

  it('are removed when another data directory has taken the place of a deleted one', () => {
    open(data, false);
    rmSync(data, { recursive: true });
    mkdirSync(data);
    expect(clear()).toHaveLength(1);
    expect(existsSync(place)).toBe(false);
  });

  it('are only reported while the data directory uses other databases', () => {
    open(data, false);
    rmSync(join(data, 'postgres'));
    symlinkSync(join(root, 'by-hand'), join(data, 'postgres'));
    expect(clear()).toEqual([
      `The databases in ${place} are not used: ${join(data, 'postgres')} leads elsewhere. ` +
        `If they are not needed, remove them: rm -r ${place}`,
    ]);
    expect(existsSync(place)).toBe(true);
  });

  it('are only reported, with the command that removes them, when they hold real data', () => {
    open(data, true);
    renameSync(data, join(root, 'moved'));
    expect(clear()).toEqual([
      `The databases in ${place} belong to the data directory ${data}, which was not found. ` +
        `If it is gone for good, remove them: rm -r ${place}`,
    ]);
    expect(existsSync(place)).toBe(true);
    // Used where it was moved to, it is at home there.
    recordOwner(place, join(root, 'moved'), true);
    expect(clear()).toEqual([]);
  });

  it('stay while a process uses them', () => {
    open(data, false);
    rmSync(data, { recursive: true });
    const lock = lockDirectory(place);
    expect(clear()).toEqual([]);
    lock.release();
    expect(existsSync(place)).toBe(true);
  });

  it('stay where nobody has recorded whose they are', () => {
    expect(clear()).toEqual([]);
    expect(existsSync(place)).toBe(true);
  });

  (canMount() ? it : it.skip)(
    'stay, and are reported, while the disk of the data directory is not mounted',
    () => {
      const disk = SmallDisk.mount(1);
      const onDisk = join(disk.path, 'checkout', '.data');
      open(onDisk, false);
      expect(spawnSync('umount', [disk.path]).status).toBe(0);
      try {
        expect(clear()).toEqual([expect.stringContaining('If it is gone for good')]);
        expect(existsSync(place)).toBe(true);
      } finally {
        rmSync(disk.path, { recursive: true });
      }
    },
  );
});
