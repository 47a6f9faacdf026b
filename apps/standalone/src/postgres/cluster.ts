import { execFile } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import type { RunAs } from './system-user.js';

/** The one role of an embedded PostgreSQL. */
export const ROLE = 'headliner';

/**
 * The data directory in `place`, made by initdb at the first start: passwords only (SCRAM), UTF-8, and one collation
 * on every machine. It is made beside its goal and renamed, so that one that exists is whole.
 */
export async function haveCluster(
  place: string,
  password: string,
  binaries: Binaries,
  user: RunAs,
): Promise<string> {
  const cluster = join(place, 'cluster');
  if (existsSync(cluster)) return cluster;
  const unfinished = join(place, 'unfinished');
  const passwordFile = join(place, 'first-password');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        ...[
          `--pgdata=${unfinished}`,
          `--username=${ROLE}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
        ],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--no-sync', '--no-instructions'],
      ],
      { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
  return cluster;
}
