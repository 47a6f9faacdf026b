import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works in this directory. */
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
 * Takes the one lock of `directory`, which must exist. The lock is SQLite's lock on a file there: the operating
 * system drops it with the process, however that ends, so that none is ever stale, and children do not inherit it.
 *
 * @throws {DirectoryInUseError} while another process holds it.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const database = new DatabaseSync(join(directory, 'lock'));
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const { errcode } = Object(error) as { errcode?: unknown };
    throw errcode === SQLITE_BUSY ? new DirectoryInUseError(directory) : error;
  }
  return { release: () => database.close() };
}

const SQLITE_BUSY = 5;
