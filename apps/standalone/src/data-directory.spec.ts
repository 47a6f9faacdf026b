import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureKeyring, ensureSessionSecret, openDataDirectory } from './data-directory.js';

describe('the data directory', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'headliner-data-'));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is created so that other users can pass through it but only its owner can read its files', () => {
    const data = openDataDirectory(join(parent, 'a', 'b'));
    expect(statSync(data.path).mode & 0o777).toBe(0o711);
    for (const name of readdirSync(data.path)) {
      expect([name, statSync(data.resolve(name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    data.close();
  });

  it('is locked by the process that opened it', () => {
    const first = openDataDirectory(join(parent, 'data'));
    expect(() => openDataDirectory(first.path)).toThrow(/DATA_DIR: another Headliner is using/);
    first.close();
    openDataDirectory(first.path).close();
  });

  it('reports whether the previous start was killed', () => {
    const first = openDataDirectory(join(parent, 'data'));
    expect(first.wasKilled).toBe(false);
    first.close();
    writeFileSync(first.resolve('running'), '1');
    const second = openDataDirectory(first.path);
    expect(second.wasKilled).toBe(true);
    second.close();
    const third = openDataDirectory(first.path);
    expect(third.wasKilled).toBe(false);
    third.close();
  });

  it('is rejected if other users can write to it, or if it cannot be created', () => {
    chmodSync(parent, 0o777);
    expect(() => openDataDirectory(parent)).toThrow(/DATA_DIR: other users can write to/);
    writeFileSync(join(parent, 'file'), '');
    expect(() => openDataDirectory(join(parent, 'file', 'data'))).toThrow(/DATA_DIR: .*ENOTDIR/);
  });

  it('is rejected if its lock file is another file, which the error names', () => {
    writeFileSync(join(parent, 'lock'), 'something else');
    expect(() => openDataDirectory(parent)).toThrow(
      `${join(parent, 'lock')} is not a lock file of Headliner. Remove it, then start again.`,
    );
  });

  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  beforeEach(() => void printed.splice(0));

  it.each([
    ['keyring', ensureKeyring],
    ['session secret', (file: string) => ensureSessionSecret(file, print)],
  ])('creates a %s once, readable by its owner only', (name, ensure) => {
    const file = ensure(join(parent, name));
    const created = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(ensure(file), 'utf8')).toBe(created);
    rmSync(file);
    expect(readFileSync(ensure(file), 'utf8')).not.toBe(created);
  });

  it('creates a keyring with one key of 32 bytes', () => {
    const { active, keys } = JSON.parse(readFileSync(ensureKeyring(join(parent, 'keyring.json')), 'utf8'));
    expect(Object.keys(keys)).toEqual([active]);
    expect(Buffer.from(keys[active], 'base64')).toHaveLength(32);
  });

  it.each(['', '\n', '\0\0\0\0'])('rejects an empty keyring (%j) and leaves it alone', (text) => {
    const file = join(parent, 'keyring.json');
    writeFileSync(file, text);
    expect(() => ensureKeyring(file)).toThrow(`The keyring ${file} is empty. Restore a copy of it.`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(['', 'c2hvcnQ=', '\0'.repeat(45)])('replaces an incomplete session secret (%j)', (text) => {
    const file = join(parent, 'session-secret');
    writeFileSync(file, text);
    const created = readFileSync(ensureSessionSecret(file, print), 'utf8');
    expect(created.trim()).toMatch(/^[\w+/]{43}=$/);
    expect(printed).toEqual([expect.stringContaining('everyone has to sign in again')]);
    expect(readFileSync(ensureSessionSecret(file, print), 'utf8')).toBe(created);
    expect(printed).toHaveLength(1);
  });
});
