import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ExplainedError } from '../errors.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space, then start again',
  EDQUOT: "this user's disk quota is used up. Free some space, then start again",
  // SQLSTATE disk_full.
  '53100': "the database's disk is full. Free some space, then start again",
  EROFS: 'the disk is mounted read-only. Mount it for writing, then start again',
};

/**
 * Writes a file atomically, readable for its owner only: a crash or a full disk leaves the old file or the new one.
 * Only one process may write to a path at a time. (write-file-atomic misses short writes and syncs no directory.)
 *
 * @throws {ExplainedError} if the disk is full or read-only
 */
export function writeDurably(path: string, text: string): void {
  const newPath = `${path}.new`;
  try {
    rmSync(newPath, { force: true });
    writeFileSync(newPath, text, { mode: 0o600, flag: 'wx', flush: true });
    renameDurably(newPath, path);
  } catch (error) {
    rmSync(newPath, { force: true });
    const reason = explainDiskError(error);
    throw reason ? new ExplainedError(`Cannot write ${path}: ${reason}.`, { cause: error }) : error;
  }
}

/** Renames a file or directory so that the new name survives a crash of the machine. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  // Windows cannot open directories.
  if (process.platform === 'win32') return;
  const directory = openSync(dirname(to), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Explains an error of the file system or of PostgreSQL that the disk caused; undefined for other errors. */
export function explainDiskError(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' ? REASONS[code] : undefined;
}
