import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyringError } from '../errors.js';
import { loadKeyring } from './keyring.js';

const key = randomBytes(32).toString('base64');
const other = randomBytes(32).toString('base64');
const good = { active: 'k1', keys: { k1: key, k2: other } };

describe('loadKeyring', () => {
  let path: string;
  beforeAll(() => {
    path = join(mkdtempSync(join(tmpdir(), 'keyring-')), 'keyring.json');
  });
  afterAll(() => rmSync(join(path, '..'), { recursive: true }));

  function write(content: unknown, mode = 0o600): void {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    chmodSync(path, mode);
  }

  async function refusal(): Promise<string> {
    const before = readFileSync(path, 'utf8');
    const error = await loadKeyring(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(KeyringError);
    expect(readFileSync(path, 'utf8')).toBe(before);
    const shown = inspect(error);
    for (const secret of [key, other, key.slice(0, 8)]) expect(shown).not.toContain(secret);
    expect(shown).toContain(`KEYRING_FILE: the keyring ${path} cannot be used: `);
    expect(shown).toContain('Nothing was changed');
    return String(error);
  }

  it('reads the keys and the id of the active one', async () => {
    write(good);
    const { keyring, warnings } = await loadKeyring(path);
    expect(keyring.activeId).toBe('k1');
    expect(keyring.ids).toEqual(['k1', 'k2']);
    expect(warnings).toEqual([]);
    expect(inspect(keyring, { depth: 9, showHidden: true })).not.toContain(key);
  });

  it.each([
    ['not JSON', `{"active":"k1","keys":{"k1":"${key}"`, 'it is not JSON'],
    ['another shape', '[]', 'it is not an object with'],
    ['a field too many', { ...good, old: key }, 'it has fields other than'],
    ['no active key', { keys: good.keys }, '"active" is not a string'],
    [
      'an active key that is missing',
      { ...good, active: 'k3' },
      '"active" names a key that is not among "keys"',
    ],
    ['keys that are no object', { active: 'k1', keys: [key] }, '"keys" is not an object'],
    [
      'a key of 31 bytes',
      { active: 'k1', keys: { k1: randomBytes(31).toString('base64') } },
      'the key "k1" is not the',
    ],
    [
      'a key of 33 bytes',
      { active: 'k1', keys: { k1: randomBytes(33).toString('base64') } },
      'the key "k1" is not the',
    ],
    ['a key in base64url', { active: 'k1', keys: { k1: '-_'.repeat(21) + 'A' } }, 'the key "k1" is not the'],
    ['a key that is a number', { active: 'k1', keys: { k1: 1 } }, 'the key "k1" is not a string'],
    ['a key in place of its id', { active: 'k1', keys: { [key]: 'k1' } }, 'the id of a key is not'],
    ['a key in place of the active id', { active: key, keys: good.keys }, '"active" is not 1 to 32'],
  ])('rejects %s without quoting a key', async (_case, content, problem) => {
    write(content);
    expect(await refusal()).toContain(problem);
  });

  it.each(['620', '602', '666'])('rejects a file of mode %s, which others can write to', async (mode) => {
    write(good, parseInt(mode, 8));
    expect(await refusal()).toContain(`chmod 600 ${path}`);
  });

  it.each(['640', '604', '444'])('warns about a file of mode %s, which others can read', async (mode) => {
    write(good, parseInt(mode, 8));
    const { warnings } = await loadKeyring(path);
    expect(warnings).toEqual([
      `KEYRING_FILE: others than its owner can read the keyring ${path}. Run: chmod 600 ${path}`,
    ]);
  });

  it('names a missing file', async () => {
    const missing = loadKeyring(`${path}.missing`);
    await expect(missing).rejects.toBeInstanceOf(KeyringError);
    await expect(missing).rejects.toThrow(
      /keyring\.json\.missing cannot be used: it cannot be read \(ENOENT\)/,
    );
  });
});
