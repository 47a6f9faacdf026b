import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExplainedError } from '#runtime';

/** Another process holds the directory's lock. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(readonly directory: string) {
    super(`Another process is using ${directory}.`);
  }
}

export interface DirectoryLock {
  release(): void;
}

/**
 * Takes the lock of `directory`: SQLite's lock on a file there. The operating system releases it when the process exits
 * for any reason, so it is never stale, and children do not inherit it.
 *
 * @param waitMs how long to block while another process holds it
 * @throws {DirectoryInUseError} if another process holds it
 * @throws {ExplainedError} if the lock file is another file, or cannot be created
 */
export function lockDirectory(directory: string, waitMs = 0): DirectoryLock {
  const file = join(directory, 'lock');
  let database: DatabaseSync | undefined;
  try {
    const opened = (database = new DatabaseSync(file));
    // Nothing is written, so no journal file is needed.
    opened.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`);
    if (statSync(file).mode & 0o077) chmodSync(file, 0o600);
    return { release: () => opened.close() };
  } catch (error) {
    database?.close();
    const { errcode, message } = Object(error) as { errcode?: unknown; message?: unknown };
    if (errcode === SQLITE_BUSY) throw new DirectoryInUseError(directory);
    throw new ExplainedError(
      errcode === SQLITE_FULL
        ? `Cannot write ${file}: the disk is full. Free some space, then start again.`
        : errcode === SQLITE_NOTADB
          ? `${file} is not a lock file of Headliner. Remove it, then start again.`
          : `The lock file ${file} cannot be used: ${String(message)}. Check the disk and its permissions.`,
      { cause: error },
    );
  }
}

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;
