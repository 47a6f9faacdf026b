import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError, writeDurably } from '#runtime';

/** The fewest characters of a session secret, as the API has it. */
const SECRET_LENGTH = 32;

/**
 * Creates a keyring with one new key unless the file exists: losing a keyring loses every grant encrypted with it. The
 * processes that read a non-empty keyring validate it.
 *
 * @throws {ExplainedError} when the file exists but is empty: its keys may still be needed, so it is not replaced
 */
export function haveKeyring(file: string): string {
  if (existsSync(file)) {
    if (textOf(file) !== '') return file;
    throw new ExplainedError(
      `The keyring ${file} is empty. Restore a copy of it. If no listener has signed in yet, you can remove ` +
        'it and start again to create a new one.',
    );
  }
  const keyId = `key-${randomBytes(4).toString('hex')}`;
  const keyring = { active: keyId, keys: { [keyId]: randomBytes(32).toString('base64') } };
  writeDurably(file, `${JSON.stringify(keyring, null, 2)}\n`);
  return file;
}

/** Creates a session secret unless a complete one exists. A new one ends every session but loses no other data. */
export function haveSessionSecret(file: string, report: (text: string) => void): string {
  const isThere = existsSync(file);
  if (isThere && (textOf(file)?.length ?? SECRET_LENGTH) >= SECRET_LENGTH) return file;
  writeDurably(file, `${randomBytes(32).toString('base64')}\n`);
  if (isThere)
    report(`The session secret ${file} was incomplete and has been replaced; everyone has to sign in again.`);
  return file;
}

/**
 * Reads a file without its NUL characters: after a crash it can have its full length and contain nothing else.
 * Undefined if it is unreadable, which the process that uses it reports.
 */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', '').trim();
  } catch {
    return undefined;
  }
}
