import { z } from 'zod';
import { KEY_ID } from './keyring.js';

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

export type KeyringFile = z.output<typeof keyringFile>;

/** What the file says, or what is wrong with it, in words that repeat nothing of it but well-formed ids. */
export function parseKeyringFile(text: string): KeyringFile | string {
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
