import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { haveKeyring, haveSessionSecret } from './made-secrets.js';
import { openDataDirectory } from './open-data-directory.js';

describe('the data directory', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'headliner-data-'));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is made to be entered by others, and read by its owner alone', () => {
    const data = openDataDirectory(join(parent, 'a', 'b'));
    expect(statSync(data.path).mode & 0o777).toBe(0o711);
    for (const name of readdirSync(data.path)) {
      expect([name, statSync(data.within(name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    data.close();
  });

  it('is for one at a time', () => {
    const first = openDataDirectory(join(parent, 'data'));
    expect(() => openDataDirectory(first.path)).toThrow(
      /DATA_DIR: another directory; a Headliner that is running/,
    );
    first.close();
    openDataDirectory(first.path).close();
  });

  it('knows whether the one before was killed', () => {
    const first = openDataDirectory(join(parent, 'data'));
    expect(first.wasKilled).toBe(false);
    first.close();
    writeFileSync(first.within('running'), '1');
    const second = openDataDirectory(first.path);
    expect(second.wasKilled).toBe(true);
    second.close();
    const third = openDataDirectory(first.path);
    expect(third.wasKilled).toBe(false);
    third.close();
  });

  it('is refused where others may write, or where it cannot be', () => {
    chmodSync(parent, 0o777);
    expect(() => openDataDirectory(parent)).toThrow(/DATA_DIR: a directory that nobody else may write to/);
    writeFileSync(join(parent, 'file'), '');
    expect(() => openDataDirectory(join(parent, 'file', 'data'))).toThrow(/DATA_DIR: .*ENOTDIR/);
  });

  it('is refused with a lock file that is none, which the refusal names', () => {
    writeFileSync(join(parent, 'lock'), 'something else');
    expect(() => openDataDirectory(parent)).toThrow(
      `${join(parent, 'lock')} is not a lock file of Headliner. Remove it, then start again.`,
    );
  });

  const notices: string[] = [];
  const notice = (text: string): void => void notices.push(text);
  beforeEach(() => void notices.splice(0));

  it.each([
    ['keyring', haveKeyring],
    ['session secret', (file: string) => haveSessionSecret(file, notice)],
  ])('holds a %s that is made once, for its owner alone', (name, have) => {
    const file = have(join(parent, name));
    const made = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(have(file), 'utf8')).toBe(made);
    rmSync(file);
    expect(readFileSync(have(file), 'utf8')).not.toBe(made);
  });

  it('holds a keyring of one key of 32 bytes', () => {
    const { active, keys } = JSON.parse(readFileSync(haveKeyring(join(parent, 'keyring.json')), 'utf8'));
    expect(Object.keys(keys)).toEqual([active]);
    expect(Buffer.from(keys[active], 'base64')).toHaveLength(32);
  });

  it.each(['', '\n', '\0\0\0\0'])('refuses an empty keyring (%j) and leaves it alone', (text) => {
    const file = join(parent, 'keyring.json');
    writeFileSync(file, text);
    expect(() => haveKeyring(file)).toThrow(`The keyring ${file} is empty. Restore a copy of it.`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each(['', 'c2hvcnQ=', '\0'.repeat(45)])(
    'makes a session secret again that was cut short (%j)',
    (text) => {
      const file = join(parent, 'session-secret');
      writeFileSync(file, text);
      const made = readFileSync(haveSessionSecret(file, notice), 'utf8');
      expect(made.trim()).toMatch(/^[\w+/]{43}=$/);
      expect(notices).toEqual([expect.stringContaining('everyone has to sign in again')]);
      expect(readFileSync(haveSessionSecret(file, notice), 'utf8')).toBe(made);
      expect(notices).toHaveLength(1);
    },
  );
});
