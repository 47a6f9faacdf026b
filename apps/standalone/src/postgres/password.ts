import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeDurably } from '#runtime';

export interface Password {
  readonly text: string;
  /** It was made just now: a cluster that is there has another one. */
  readonly isNew: boolean;
}

/** The password in `file`; made where it is missing or was cut short, for its owner's eyes only. */
export function keptPassword(file: string): Password {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^[0-9a-f]{48}$/.test(kept)) return { text: kept, isNew: false };
  const text = randomBytes(24).toString('hex');
  writeDurably(file, `${text}\n`);
  return { text, isNew: true };
}
