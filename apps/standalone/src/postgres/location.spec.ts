import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chooseLocation, postgresUser, SHARED_DIRECTORY } from './location.js';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('chooseLocation under root', () => {
  let parent: string;
  let directory: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'headliner-location-'));
    directory = join(parent, 'data');
    mkdirSync(directory, { mode: 0o700 });
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it("keeps the databases in the data directory and lets PostgreSQL's user enter it", () => {
    chmodSync(parent, 0o711);
    const location = chooseLocation(directory, postgresUser());
    expect(location).toBe(join(realpathSync(directory), 'postgres'));
    expect(statSync(directory).mode & 0o777).toBe(0o711);
    expect(statSync(location)).toMatchObject(postgresUser());
    expect(statSync(location).mode & 0o777).toBe(0o700);
  });

  it('keeps the databases outside if the user cannot pass through a parent, and leaves the data directory unchanged', () => {
    const location = chooseLocation(directory, postgresUser());
    try {
      expect(dirname(location)).toBe(SHARED_DIRECTORY);
      expect(lstatSync(join(directory, 'postgres')).isSymbolicLink()).toBe(true);
      expect(statSync(directory).mode & 0o777).toBe(0o700);
      expect(chooseLocation(directory, postgresUser())).toBe(location);
    } finally {
      rmSync(location, { recursive: true });
    }
  });
});
