import { spawnSync } from 'node:child_process';
import type { RunAs } from './system-user.js';

/** Where root keeps what PostgreSQL's own user cannot reach elsewhere. */
export const SHARED_PLACE = '/var/lib/headliner';

/** Whether a process of this user can enter `directory`. The operating system is asked, so access lists count too. */
export function canEnter(directory: string, user: RunAs): boolean {
  return spawnSync('test', ['-x', directory], { ...user, cwd: '/' }).status === 0;
}
