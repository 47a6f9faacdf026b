import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { choosePlace } from './place.js';
import { SHARED_PLACE } from './reach.js';
import { postgresUser } from './system-user.js';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('the place of the databases under root', () => {
  let parent: string;
  let directory: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'headliner-place-'));
    directory = join(parent, 'data');
    mkdirSync(directory, { mode: 0o700 });
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it("is in the data directory, which PostgreSQL's user is allowed to enter", () => {
    chmodSync(parent, 0o711);
    const place = choosePlace(directory, postgresUser());
    expect(place).toBe(join(realpathSync(directory), 'postgres'));
    expect(statSync(directory).mode & 0o777).toBe(0o711);
    expect(statSync(place)).toMatchObject(postgresUser());
    expect(statSync(place).mode & 0o777).toBe(0o700);
  });

  it('is outside where a parent directory bars the way, and the data directory stays as it was', () => {
    const place = choosePlace(directory, postgresUser());
    try {
      expect(dirname(place)).toBe(SHARED_PLACE);
      expect(lstatSync(join(directory, 'postgres')).isSymbolicLink()).toBe(true);
      expect(statSync(directory).mode & 0o777).toBe(0o700);
      expect(choosePlace(directory, postgresUser())).toBe(place);
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
