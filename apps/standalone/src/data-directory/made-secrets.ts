import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError, writeDurably } from '#runtime';

/** The fewest characters of a session secret, as the API has it. */
const SECRET_LENGTH = 32;

/**
 * Makes a keyring of one fresh key, unless the file is there: losing a keyring loses every grant sealed with it. What a
 * keyring with text in it lacks, the processes that read it say.
 *
 * @throws {ExplainedError} when the file is there and empty: its keys may be needed, so that no other takes its place
 */
export function haveKeyring(file: string): string {
  if (existsSync(file)) {
    if (textOf(file) !== '') return file;
    throw new ExplainedError(
      `The keyring ${file} is empty. Put a copy of it back; or, if nobody has signed in here yet, remove it and start ` +
        'again: a new one is made.',
    );
  }
  const keyId = `key-${randomBytes(4).toString('hex')}`;
  const keyring = { active: keyId, keys: { [keyId]: randomBytes(32).toString('base64') } };
  writeDurably(file, `${JSON.stringify(keyring, null, 2)}\n`);
  return file;
}

/** Makes a session secret, unless a whole one is there: another one ends every session, but loses nothing else. */
export function haveSessionSecret(file: string, report: (text: string) => void): string {
  const isThere = existsSync(file);
  if (isThere && (textOf(file)?.length ?? SECRET_LENGTH) >= SECRET_LENGTH) return file;
  writeDurably(file, `${randomBytes(32).toString('base64')}\n`);
  if (isThere)
    report(`The session secret ${file} was cut short. A new one is in place; everyone has to sign in again.`);
  return file;
}

/**
 * Without NUL: a file whose writing a crash cut off can have its full length, and hold nothing else. Undefined where it
 * cannot be read, which the process that is given it reports.
 */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', '').trim();
  } catch {
    return undefined;
  }
}
