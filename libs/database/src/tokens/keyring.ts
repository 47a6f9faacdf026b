import { webcrypto } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { KeyringError } from '../errors.js';

/** The format of a key id. Shorter than a base64 key, so a key in the wrong field is never mistaken for an id. */
export const KEY_ID = /^[\w-]{1,32}$/;

/** Holds the keys that encrypt tokens, by id. They cannot be extracted or printed. */
export class Keyring {
  /** The id of the key that encrypts. All others only decrypt. */
  readonly activeId: string;
  readonly #keys: ReadonlyMap<string, webcrypto.CryptoKey>;

  private constructor(activeId: string, keys: ReadonlyMap<string, webcrypto.CryptoKey>) {
    this.activeId = activeId;
    this.#keys = keys;
  }

  /** Imports keys of 32 bytes each. */
  static async import(activeId: string, keys: Readonly<Record<string, Uint8Array>>): Promise<Keyring> {
    const imported = Object.entries(keys).map(async ([id, bytes]): Promise<[string, webcrypto.CryptoKey]> => [
      id,
      await webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    ]);
    const keyring = new Keyring(activeId, new Map(await Promise.all(imported)));
    if (!keyring.key(activeId)) throw new Error(`The active key "${activeId}" is not among the keys.`);
    return keyring;
  }

  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  key(id: string): webcrypto.CryptoKey | undefined {
    return this.#keys.get(id);
  }
}

const { S_IROTH, S_IRGRP, S_IWOTH, S_IWGRP } = constants;
const SHAPE = '{"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}';
const NEW_KEY = 'Create a key with openssl rand -base64 32, and never remove one that is still in use';

const keyId = z.string('not a string').regex(KEY_ID, 'not 1 to 32 letters, digits, "_" or "-"');

/** The keyring file, see {@link SHAPE}. */
const keyringFile = z
  .strictObject(
    {
      active: keyId,
      keys: z.record(
        keyId,
        z
          .string('not a string')
          .regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'not the base64 of exactly 32 bytes'),
        'not an object of keys by their ids',
      ),
    },
    'not an object with "active" and "keys" only',
  )
  .refine(({ active, keys }) => Object.hasOwn(keys, active), {
    path: ['active'],
    message: 'names a key that is not among "keys"',
  });

export interface LoadedKeyring {
  readonly keyring: Keyring;
  /** Problems worth logging that still allow using the keyring. */
  readonly warnings: readonly string[];
}

/**
 * Reads the file that KEYRING_FILE names.
 *
 * @throws {KeyringError} it is missing, malformed, or writable by others than its owner
 */
export async function loadKeyring(path: string): Promise<LoadedKeyring> {
  const { text, mode } = await read(path);
  // Windows has no permission bits; Node makes them up.
  const others = process.platform === 'win32' ? 0 : mode;
  if (others & (S_IWOTH | S_IWGRP)) {
    throw new KeyringError(
      path,
      'others than its owner can write to it',
      `Check that its keys are yours, then run: chmod 600 ${path}`,
    );
  }
  const parsed = parseKeyringFile(text);
  if (typeof parsed === 'string') {
    throw new KeyringError(path, parsed, `Expected: ${SHAPE}. ${NEW_KEY}`);
  }
  const bytes = Object.entries(parsed.keys).map(([id, base64]) => [id, Buffer.from(base64, 'base64')]);
  const keyring = await Keyring.import(parsed.active, Object.fromEntries(bytes));
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
      'Set KEYRING_FILE to the keyring that the stored tokens were encrypted with. If no listener has signed in yet, ' +
        `create one: ${SHAPE}`,
    );
  } finally {
    await file?.close();
  }
}

/** Parses the file, or returns what is wrong with it. The text quotes only well-formed ids. */
function parseKeyringFile(text: string): z.output<typeof keyringFile> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the file.
    return 'it is not JSON';
  }
  const parsed = keyringFile.safeParse(json);
  return parsed.success ? parsed.data : parsed.error.issues.map(describeIssue).join('; ');
}

function describeIssue({ path, message, code }: z.core.$ZodIssue): string {
  const [field, id] = path;
  if (code === 'unrecognized_keys') return 'it has fields other than "active" and "keys"';
  if (code === 'invalid_key') return 'the id of a key is not 1 to 32 letters, digits, "_" or "-"';
  if (field === undefined) return `it is ${message}`;
  const subject = typeof id === 'string' && KEY_ID.test(id) ? `the key "${id}"` : `"${String(field)}"`;
  return `${subject} ${message.startsWith('not ') ? 'is ' : ''}${message}`;
}
