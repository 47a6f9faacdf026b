import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/** Why a text file cannot be read, as the end of a sentence. */
export class TextFileError extends Error {
  override readonly name = 'TextFileError';

  constructor(
    message: string,
    /** Nothing has this path. */
    readonly isMissing: boolean,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

/**
 * Reads a file of UTF-8 text, with or without a byte-order mark.
 *
 * @throws {TextFileError} when it cannot be read, or is something else, such as UTF-16
 */
export function readTextFile(path: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    if (!text.includes('\0')) return text;
  } catch (cause) {
    const code = isNativeError(cause) && 'code' in cause ? String(cause.code) : 'unknown error';
    if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new TextFileError(REASONS[code] ?? `it cannot be read (${code})`, code === 'ENOENT', { cause });
    }
  }
  throw new TextFileError('it is not UTF-8; save it in that encoding', false, {});
}
