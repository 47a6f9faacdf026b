import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EnvironmentError, ExplainedError, explainDiskError } from '#runtime';
import { DirectoryInUseError, lockDirectory, type DirectoryLock } from '../postgres/index.js';

export interface DataDirectory {
  readonly path: string;
  /** The start before this one was killed: processes of it may still be about. */
  readonly wasKilled: boolean;
  within(...names: string[]): string;
  close(): void;
}

/**
 * Opens `DATA_DIR` for this process alone. A new one lets others pass, such as PostgreSQL's own user
 * under root, but not list it (0711); its files are for its owner alone.
 *
 * @throws {EnvironmentError} when it cannot be used, others may write to it, or another `npm start` uses it.
 * @throws {ExplainedError} when its disk is full or read-only.
 */
export function openDataDirectory(setting: string): DataDirectory {
  const path = resolve(setting);
  let lock: DirectoryLock | undefined;
  try {
    makeDirectory(path);
    lock = lockDirectory(path);
    return open(path, lock);
  } catch (error) {
    lock?.release();
    throw refusalOf(error, path);
  }
}

function open(path: string, lock: DirectoryLock): DataDirectory {
  const running = join(path, 'running');
  const wasKilled = existsSync(running);
  writeFileSync(running, `${process.pid}\n`, { mode: 0o600 });
  return {
    path,
    wasKilled,
    within: (...names) => join(path, ...names),
    close() {
      rmSync(running, { force: true });
      lock.release();
    },
  };
}

function refusalOf(error: unknown, path: string): unknown {
  if (error instanceof DirectoryInUseError) {
    return refusal(
      `another directory; a Headliner that is running already uses ${path}. Stop that one first`,
    );
  }
  const disk = explainDiskError(error);
  if (disk) return new ExplainedError(`Cannot write to DATA_DIR (${path}): ${disk}.`, { cause: error });
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('E')) return error;
  return refusal(`a directory that this user may make and write to; ${path} is not one (${code})`);
}

function makeDirectory(path: string): void {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o711);
  } else if (statSync(path).mode & 0o022) {
    throw refusal(`a directory that nobody else may write to; others may write to ${path}`);
  }
}

function refusal(expected: string): EnvironmentError {
  return new EnvironmentError([{ name: 'DATA_DIR', expected }]);
}
