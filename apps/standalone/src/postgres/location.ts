import { spawnSync } from 'node:child_process';
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

/** The ids that PostgreSQL runs with. Empty for the current user. */
export interface SystemUser {
  readonly uid?: number;
  readonly gid?: number;
}

const USER_NAME = 'headliner';
/** Root keeps here what PostgreSQL's system user cannot reach elsewhere. */
export const SHARED_DIRECTORY = '/var/lib/headliner';

/**
 * Returns the user that PostgreSQL runs as. PostgreSQL refuses to run as root, so under root this is the system user
 * `headliner`, created if it is missing. It shares no files with another PostgreSQL of the machine.
 *
 * @throws {ExplainedError} if the system user cannot be created
 */
export function postgresUser(): SystemUser {
  if (process.getuid?.() !== 0) return {};
  const existing = findUser(USER_NAME);
  if (existing) return existing;
  run('groupadd', ['--system', USER_NAME]);
  const output = run('useradd', [
    ...['--system', '--gid', USER_NAME, '--no-create-home', '--home-dir', '/nonexistent'],
    ...['--shell', '/usr/sbin/nologin', USER_NAME],
  ]);
  const created = findUser(USER_NAME);
  if (!created) {
    throw new ExplainedError(
      `PostgreSQL does not run as root, and the system user "${USER_NAME}" could not be created (${output}). ` +
        `Create it (useradd --system ${USER_NAME}), start as an ordinary user, or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
  return created;
}

/**
 * Returns the directory that PostgreSQL owns: `postgres` in `directory`. If its user cannot pass through a parent of
 * `directory`, that is a link into the shared directory, so that deleting `directory` still starts afresh.
 *
 * @throws {ExplainedError} if the existing databases belong to another user
 */
export function chooseLocation(directory: string, user: SystemUser): string {
  const location = join(directory, 'postgres');
  if (isLink(location)) return own(resolve(directory, readlinkSync(location)), user);
  if (canEnter(directory, user) || letPass(directory, user)) return own(location, user);
  if (existsSync(location)) {
    throw new ExplainedError(
      `PostgreSQL's system user cannot enter ${directory}, and the databases in ${location} belong to another user. ` +
        'Start as the user who created them.',
    );
  }
  const outside = own(join(ensureSharedDirectory(), randomUUID()), user);
  symlinkSync(outside, location);
  return outside;
}

/** Creates the shared directory if it is missing. Every user may pass through it, whatever the umask says. */
export function ensureSharedDirectory(): string {
  if (!existsSync(SHARED_DIRECTORY)) {
    mkdirSync(SHARED_DIRECTORY, { recursive: true });
    chmodSync(SHARED_DIRECTORY, 0o755);
  }
  return SHARED_DIRECTORY;
}

/** Returns whether a user can enter `directory`. Asks the operating system, since access lists count too. */
function canEnter(directory: string, user: SystemUser): boolean {
  return spawnSync('test', ['-x', directory], { ...user, cwd: '/' }).status === 0;
}

/** Lets all users pass through `directory`, unless that does not help. */
function letPass(directory: string, user: SystemUser): boolean {
  const mode = statSync(directory).mode & 0o7777;
  chmodSync(directory, mode | 0o011);
  if (canEnter(directory, user)) return true;
  chmodSync(directory, mode);
  return false;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function own(location: string, { uid, gid }: SystemUser): string {
  mkdirSync(location, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(location, uid, gid);
  return realpathSync(location);
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function run(command: string, args: string[]): string {
  const { error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return error?.message ?? stderr.trim();
}
