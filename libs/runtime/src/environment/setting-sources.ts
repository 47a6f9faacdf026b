import { parseEnv } from 'node:util';
import { EnvironmentError } from './environment.error.js';
import { misspeltSettings, SETTING_NAMES } from './setting-names.js';
import { readTextFile, TextFileError } from './text-file.js';

/** Settings by name. An empty one counts as missing. */
export type SettingSource = Readonly<Record<string, string | undefined>>;

const FILE = '.env';

/**
 * Where settings come from, the first that has a setting wins: the environment, then `.env` in the working directory.
 * Warns about names there that look like settings and are none.
 *
 * @throws {EnvironmentError} when `.env` cannot be read
 */
export function settingSources(): SettingSource[] {
  const text = readSettingsFile();
  const file = parseEnv(text);
  // A parent that is one of our processes has the same settings, and has warned.
  if (!process.connected) {
    const ofEnvironment = Object.keys(process.env).filter((name) => name === name.toUpperCase());
    const warnings = [
      ...linesWithoutValue(text).map(([line, name]) => `${FILE}, line ${line}: expected ${name}=<value>`),
      ...misspeltSettings([...ofEnvironment, ...Object.keys(file)]),
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

/** The lines that begin with the name of a setting and lack its `=`: parsers skip them silently. */
function linesWithoutValue(text: string): [line: number, name: string][] {
  return text.split('\n').flatMap((line, index): [number, string][] => {
    const name = /^\s*(?:export\s+)?(\w+)(?!\w|\s*=)/.exec(line)?.[1];
    return name && SETTING_NAMES.has(name.replace(/_FILE$/, '')) ? [[index + 1, name]] : [];
  });
}
