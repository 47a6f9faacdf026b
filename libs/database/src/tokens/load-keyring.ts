import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { KeyringError } from '../errors.js';
import { KEY_ID, Keyring } from './keyring.js';

const { S_IROTH, S_IRGRP, S_IWOTH, S_IWGRP } = constants;
const SHAPE = '{"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}';
const NEW_KEY = 'openssl rand -base64 32 makes a key; never take away one that is still in use';

const keyId = z.string('not a string').regex(KEY_ID, 'not 1 to 32 letters, digits, "_" or "-"');

/** `{"active":"<key id>","keys":{"<key id>":"<base64 of 32 bytes>"}}` */
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
  /** Problems to log that do not keep the keyring from being used. */
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

/** Parses the file, or says what is wrong with it. The message repeats only well-formed ids. */
function parseKeyringFile(text: string): z.output<typeof keyringFile> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    return 'it is not JSON';
  }
  const parsed = keyringFile.safeParse(json);
  return parsed.success ? parsed.data : parsed.error.issues.map(inWords).join('; ');
}

function inWords({ path, message, code }: z.core.$ZodIssue): string {
  const [field, id] = path;
  if (code === 'unrecognized_keys') return 'it has fields other than "active" and "keys"';
  if (code === 'invalid_key') return 'the id of a key is not 1 to 32 letters, digits, "_" or "-"';
  if (field === undefined) return `it is ${message}`;
  const subject = typeof id === 'string' && KEY_ID.test(id) ? `the key "${id}"` : `"${String(field)}"`;
  return `${subject} ${message.startsWith('not ') ? 'is ' : ''}${message}`;
}
