import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { isNativeError } from 'node:util/types';
import type { z } from 'zod';
import { EnvironmentError, type SettingProblem } from './environment.error.js';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings that `schema` names, once, at the edge of a process.
 *
 * A setting comes from its variable, else from the file that `NAME_FILE` names (its last line break dropped),
 * else from `.env` in the working directory. An empty variable counts as missing.
 *
 * @throws {EnvironmentError} naming each setting that is missing or bad, and what is expected of it.
 */
export function readEnvironment<S extends z.ZodObject>(
  schema: S,
  source: Source = processEnvironment(),
): z.infer<S> {
  const problems: SettingProblem[] = [];
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = readSetting(name, source, problems);
    if (value !== undefined) values[name] = value;
  }
  const parsed = schema.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? 'settings');
    if (!problems.some((problem) => problem.name === name || problem.name === `${name}_FILE`)) {
      problems.push({ name, expected: name in values ? issue.message : `missing; ${issue.message}` });
    }
  }
  if (problems.length > 0 || !parsed.success) throw new EnvironmentError(problems);
  return parsed.data;
}

function readSetting(name: string, source: Source, problems: SettingProblem[]): string | undefined {
  const direct = source[name];
  if (direct) return direct;
  const file = source[`${name}_FILE`];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
  } catch (cause) {
    const code = isNativeError(cause) && 'code' in cause ? String(cause.code) : 'unknown error';
    problems.push({ name: `${name}_FILE`, expected: `the path of a readable file (${code})` });
    return undefined;
  }
}

function processEnvironment(): Source {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return { ...file, ...process.env };
}
