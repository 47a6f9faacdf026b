import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EnvironmentError, ExplainedError, explainDiskError, writeDurably } from '#runtime';
import { DirectoryInUseError, type DirectoryLock, lockDirectory } from './postgres/index.js';

export interface DataDirectory {
  readonly path: string;
  /** Whether the previous start was killed. Its processes may still be exiting. */
  readonly wasKilled: boolean;
  /** Returns the path of a file in the directory. */
  resolve(...names: string[]): string;
  close(): void;
}

/** The minimum length of a session secret in characters, as in the API. */
const SECRET_LENGTH = 32;

/**
 * Opens `DATA_DIR` for this process alone. Other users may pass through a new directory, as PostgreSQL's system user
 * must, but not list it (0711); only its owner may read its files.
 *
 * @throws {EnvironmentError} if it is unusable, writable by others, or in use by another `npm start`
 * @throws {ExplainedError} if its disk is full or read-only
 */
export function openDataDirectory(setting: string): DataDirectory {
  const path = resolve(setting);
  let lock: DirectoryLock | undefined;
  try {
    ensureDirectory(path);
    lock = lockDirectory(path);
    return open(path, lock);
  } catch (error) {
    lock?.release();
    throw explainError(error, path);
  }
}

/**
 * Creates a keyring with one new key unless the file exists: losing a keyring loses every grant encrypted with it. The
 * processes that read a non-empty keyring validate it.
 *
 * @throws {ExplainedError} if the file exists but is empty: its keys may still be needed, so it is not replaced
 */
export function ensureKeyring(file: string): string {
  if (existsSync(file)) {
    if (readText(file) !== '') return file;
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
export function ensureSessionSecret(file: string, print: (text: string) => void): string {
  const exists = existsSync(file);
  if (exists && (readText(file)?.length ?? SECRET_LENGTH) >= SECRET_LENGTH) return file;
  writeDurably(file, `${randomBytes(32).toString('base64')}\n`);
  if (exists)
    print(`The session secret ${file} was incomplete and has been replaced; everyone has to sign in again.`);
  return file;
}

function open(path: string, lock: DirectoryLock): DataDirectory {
  const marker = join(path, 'running');
  const wasKilled = existsSync(marker);
  writeFileSync(marker, `${process.pid}\n`, { mode: 0o600 });
  return {
    path,
    wasKilled,
    resolve: (...names) => join(path, ...names),
    close() {
      rmSync(marker, { force: true });
      lock.release();
    },
  };
}

function ensureDirectory(path: string): void {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o711);
  } else if (statSync(path).mode & 0o022) {
    throw invalid(`other users can write to ${path}. Run chmod go-w on it, or set another directory`);
  }
}

function explainError(error: unknown, path: string): unknown {
  if (error instanceof DirectoryInUseError) {
    return invalid(`another Headliner is using ${path}. Stop it, or set another directory`);
  }
  const disk = explainDiskError(error);
  if (disk) return new ExplainedError(`Cannot write to DATA_DIR (${path}): ${disk}.`, { cause: error });
  const { code } = Object(error) as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('E')) return error;
  return invalid(`this user cannot create or write to ${path} (${code}). Set another directory`);
}

function invalid(expected: string): EnvironmentError {
  return new EnvironmentError([{ name: 'DATA_DIR', expected }]);
}

/**
 * Reads a file without its NUL characters: after a crash it can have its full length and contain nothing else.
 * Undefined if it is unreadable, which the process that uses it reports.
 */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', '').trim();
  } catch {
    return undefined;
  }
}
