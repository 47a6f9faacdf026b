import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunAs } from './system-user.js';

export const SHARED_PLACE = '/var/lib/headliner';

/** Where root keeps what PostgreSQL's own user cannot reach elsewhere; all may pass, whatever our umask says. */
export function sharedPlace(): string {
  if (!existsSync(SHARED_PLACE)) {
    mkdirSync(SHARED_PLACE, { recursive: true });
    chmodSync(SHARED_PLACE, 0o755);
  }
  return SHARED_PLACE;
}

export function inSharedPlace(name: string): string {
  return join(sharedPlace(), name);
}

/** Whether a process of this user can enter `directory`. The operating system is asked, so access lists count too. */
export function canEnter(directory: string, user: RunAs): boolean {
  return spawnSync('test', ['-x', directory], { ...user, cwd: '/' }).status === 0;
}
