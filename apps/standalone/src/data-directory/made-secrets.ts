import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';

/** Makes a keyring of one fresh key, unless the file is there: losing a keyring loses every grant sealed with it. */
export function haveKeyring(file: string): string {
  if (existsSync(file)) return file;
  const keyId = `key-${randomBytes(4).toString('hex')}`;
  const keyring = { active: keyId, keys: { [keyId]: randomBytes(32).toString('base64') } };
  writeFileSync(file, `${JSON.stringify(keyring, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}

/** Makes a session secret, unless the file is there: another one would end every session. */
export function haveSessionSecret(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return file;
}
