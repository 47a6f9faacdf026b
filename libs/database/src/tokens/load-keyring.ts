import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { KeyringError } from './keyring.error.js';
import { parseKeyringFile } from './keyring-file.js';
import { Keyring } from './keyring.js';

const { S_IROTH, S_IRGRP, S_IWOTH, S_IWGRP } = constants;
const SHAPE = '{"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}';
const NEW_KEY = 'openssl rand -base64 32 makes a key; never take away one that is still in use';

export interface LoadedKeyring {
  readonly keyring: Keyring;
  /** For the log: what should be put right, though the keyring can be used. */
  readonly warnings: readonly string[];
}

/**
 * Reads the file that KEYRING_FILE names.
 *
 * @throws {KeyringError} when it is missing or malformed, or when others than its owner may write it.
 */
export async function loadKeyring(path: string): Promise<LoadedKeyring> {
  const { text, mode } = await read(path);
  // Windows has no such bits; Node makes them up there.
  const others = process.platform === 'win32' ? 0 : mode;
  if (others & (S_IWOTH | S_IWGRP)) {
    throw new KeyringError(
      path,
      'others than its owner may write it',
      `Check that its keys are yours, then: chmod 600 ${path}`,
    );
  }
  const parsed = parseKeyringFile(text);
  if (typeof parsed === 'string') {
    throw new KeyringError(path, parsed, `Expected is ${SHAPE}; ${NEW_KEY}`);
  }
  const bytes = Object.entries(parsed.keys).map(([id, base64]) => [id, Buffer.from(base64, 'base64')]);
  const keyring = await Keyring.of(parsed.active, Object.fromEntries(bytes));
  const readable = others & (S_IROTH | S_IRGRP);
  return {
    keyring,
    warnings: readable
      ? [`KEYRING_FILE: others than its owner can read the keyring ${path}. Run: chmod 600 ${path}`]
      : [],
  };
}

async function read(path: string): Promise<{ text: string; mode: number }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { mode } = await file.stat();
    return { text: await file.readFile('utf8'), mode };
  } catch (error) {
    const reason = isNativeError(error) && 'code' in error ? String(error.code) : 'unknown error';
    throw new KeyringError(
      path,
      `it cannot be read (${reason})`,
      'Set KEYRING_FILE to the keyring that the stored tokens were encrypted with; only where nobody has signed in ' +
        `yet, make a new one: ${SHAPE}`,
    );
  } finally {
    await file?.close();
  }
}
