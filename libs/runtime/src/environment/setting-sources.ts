import { parseEnv } from 'node:util';
import { EnvironmentError } from '../errors.js';
import { misspelledSettings, SETTING_NAMES } from './setting-names.js';
import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';

/** A text file cannot be read. The message is a clause that completes a sentence. */
export class TextFileError extends Error {
  override readonly name = 'TextFileError';

  constructor(
    message: string,
    /** Whether the path does not exist. */
    readonly isMissing: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8; save it as UTF-8',
};

/**
 * Reads a file of UTF-8 text, with or without a byte-order mark.
 *
 * @throws {TextFileError} if it cannot be read, is not UTF-8, or contains a NUL character
 */
export function readTextFile(path: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const code = isNativeError(cause) && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new TextFileError(REASONS[code] ?? `it cannot be read (${code})`, code === 'ENOENT', { cause });
  }
  if (text.includes('\0')) throw new TextFileError('it contains a NUL character', false);
  return text;
}

/** Settings by name. An empty value counts as missing. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

const FILE = '.env';

/**
 * Returns the sources of settings in order: the environment, then `.env` in the working directory. Warns about misspelled
 * names in both.
 *
 * @throws {EnvironmentError} if `.env` cannot be read
 */
export function settingSources(): SettingSource[] {
  const text = readSettingsFile();
  const file = parseEnv(text);
  // A parent process (`npm start`) has already printed these warnings.
  if (!process.connected) {
    const variables = Object.keys(process.env).filter((name) => name === name.toUpperCase());
    const warnings = [
      ...linesWithoutValue(text).map(([line, name]) => `${FILE}, line ${line}: expected ${name}=<value>`),
      ...misspelledSettings([...variables, ...Object.keys(file)]),
    ];
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  }
  return [process.env, file];
}

function readSettingsFile(): string {
  try {
    return readTextFile(FILE);
  } catch (error) {
    if (!(error instanceof TextFileError)) throw error;
    if (error.isMissing) return '';
    throw new EnvironmentError([{ name: FILE, expected: `a readable text file; ${error.message}` }]);
  }
}

/** Lines that name a setting but lack `=`. The parser skips them silently. */
function linesWithoutValue(text: string): [line: number, name: string][] {
  return text.split('\n').flatMap((line, index): [number, string][] => {
    const name = /^\s*(?:export\s+)?(\w+)(?!\w|\s*=)/.exec(line)?.[1];
    return name && SETTING_NAMES.has(name.replace(/_FILE$/, '')) ? [[index + 1, name]] : [];
  });
}
