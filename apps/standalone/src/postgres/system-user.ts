import { spawnSync } from 'node:child_process';
import { ExplainedError } from '#runtime';

/** Whom a process of PostgreSQL runs as: empty for whoever we are, else the ids of a system user. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

const NAME = 'headliner';

/**
 * PostgreSQL refuses to run as root. Under root it runs as the system user `headliner`, made where it is missing:
 * a user of its own, so that it shares no file with a PostgreSQL that the machine may run besides.
 */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const known = idsOf(NAME);
  if (known) return known;
  run('groupadd', ['--system', NAME]);
  const made = run('useradd', [
    ...['--system', '--gid', NAME, '--no-create-home', '--home-dir', '/nonexistent'],
    ...['--shell', '/usr/sbin/nologin', NAME],
  ]);
  const ids = idsOf(NAME);
  if (!ids) {
    throw new ExplainedError(
      `PostgreSQL does not run as root, and a system user "${NAME}" could not be made for it (${made}). ` +
        `Make one (useradd --system ${NAME}), start as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  return ids;
}

function idsOf(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function run(command: string, args: string[]): string {
  const { error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return error?.message ?? stderr.trim();
}
