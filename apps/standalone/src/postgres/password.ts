import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeDurably } from '#runtime';

export interface Password {
  readonly text: string;
  /** Whether it was just created; an existing cluster then has a different one. */
  readonly isNew: boolean;
}

/** Reads the password in `file`. Creates one, readable for its owner only, if it is missing or incomplete. */
export function keptPassword(file: string): Password {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{48}$/.test(kept)) return { text: kept, isNew: false };
  const text = randomBytes(24).toString('hex');
  writeDurably(file, `${text}\n`);
  return { text, isNew: true };
}
