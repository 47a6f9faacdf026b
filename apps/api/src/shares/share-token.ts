import { hash, randomBytes } from 'node:crypto';
import { formatRandom, TOKEN_BYTES } from '../auth/token-text.js';

/** Creates the token of a share: 160 random bits in base 62, which any URL can hold. */
export function createShareToken(): string {
  return formatRandom(randomBytes(TOKEN_BYTES));
}

/** Returns the SHA-256 that finds a share. Any text has one, so a malformed token is looked up like any other. */
export function hashShareToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
