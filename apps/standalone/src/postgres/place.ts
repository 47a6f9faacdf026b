import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { ExplainedError } from '#runtime';
import { canEnter, inSharedPlace } from './reach.js';
import type { RunAs } from './system-user.js';

/**
 * The directory that PostgreSQL owns: `postgres` in `directory`, which its user is allowed to enter (not to list). Where
 * a parent directory bars the way, it lies in the shared place instead and `postgres` is a link to it: the link shows
 * where the data is, and deleting `directory` starts afresh.
 */
export function choosePlace(directory: string, user: RunAs): string {
  const home = join(directory, 'postgres');
  if (isLink(home)) return own(resolve(directory, readlinkSync(home)), user);
  if (canEnter(directory, user) || letEnter(directory, user)) return own(home, user);
  if (existsSync(home)) {
    throw new ExplainedError(
      `PostgreSQL's system user cannot enter ${directory}, and the databases in ${home} are not its own. ` +
        'Start as the user who made them.',
    );
  }
  const elsewhere = own(inSharedPlace(randomUUID()), user);
  symlinkSync(elsewhere, home);
  return elsewhere;
}

/** Lets all users pass through `directory`, unless that does not help. */
function letEnter(directory: string, user: RunAs): boolean {
  const mode = statSync(directory).mode & 0o7777;
  chmodSync(directory, mode | 0o011);
  if (canEnter(directory, user)) return true;
  chmodSync(directory, mode);
  return false;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function own(place: string, { uid, gid }: RunAs): string {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(place, uid, gid);
  return realpathSync(place);
}
