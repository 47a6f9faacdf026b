import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { EnvironmentError, type SettingProblem } from '../errors.js';
import { settingSources, type SettingSource, readTextFile, TextFileError } from './setting-sources.js';

/**
 * Reads the settings of `schema`. The first source that has a setting wins; an empty value counts as missing. A source sets it
 * as `NAME`, or as `NAME_FILE`, the path of a text file with the value.
 *
 * @param given the sources; by default the environment and `.env`
 * @throws {EnvironmentError} with each missing or bad setting and what is expected
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  ...given: readonly SettingSource[]
): z.infer<S> {
  const sources = given.length > 0 ? given : settingSources();
  const problems: SettingProblem[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readSetting(name, sources, problems);
    if (value !== undefined) values[name] = value;
  }
  const parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? 'settings');
    if (problems.some((problem) => problem.name === name || problem.name === `${name}_FILE`)) continue;
    const value = values[name];
    const accepts = (changed: string): boolean =>
      schema.safeParse({ ...values, [name]: changed }).error?.issues.every(({ path }) => path[0] !== name) ??
      true;
    const expected =
      value === undefined ? `missing; ${issue.message}` : issue.message + adviseRemoval(value, accepts);
    problems.push({ name, expected });
  }
  if (problems.length > 0 || !parsed.success) throw new EnvironmentError(problems);
  return parsed.data;
}

function readSetting(
  name: string,
  sources: readonly SettingSource[],
  problems: SettingProblem[],
): string | undefined {
  const fileSetting = `${name}_FILE`;
  const source = sources.find((one) => one[name] || one[fileSetting]);
  const { [name]: direct, [fileSetting]: path } = source ?? {};
  if (direct && path) {
    problems.push({ name, expected: `set directly or by ${fileSetting}, but not both` });
  } else if (path) {
    return readSettingFile(fileSetting, path, problems);
  }
  return direct || undefined;
}

function readSettingFile(name: string, path: string, problems: SettingProblem[]): string | undefined {
  const addProblem = (why: string): void => {
    problems.push({ name, expected: `the path of a readable text file; ${why}` });
  };
  try {
    const text = readTextFile(path).replace(/[\r\n]+$/, '');
    if (text !== '') return text;
    addProblem('the file is empty');
  } catch (error) {
    if (!(error instanceof TextFileError)) throw error;
    addProblem(error.message + adviseRemoval(path, existsSync));
  }
  return undefined;
}

/** Suggests removing quotes or blanks if the value is valid without them, since not every tool strips them. */
function adviseRemoval(value: string, accepts: (changed: string) => boolean): string {
  const bare = value.trim().replace(/^["'`“”‘’]+|["'`“”‘’]+$/g, '');
  if (bare !== value && accepts(bare)) return '; remove the quotes or blanks around the value';
  const dense = bare.replace(/\s/g, '');
  return dense !== bare && accepts(dense) ? '; remove the blanks inside the value' : '';
}
