import type { TokenLocation } from './token-cipher.js';

/** A column of encrypted tokens. Its table has a `listener_id`, and an index on the key ids of the column. */
export interface EncryptedColumn {
  readonly table: string;
  readonly column: string;
  /** SQL for the `row` of a {@link TokenLocation}. */
  readonly row: string;
}

/** All columns of encrypted tokens. Key checks and re-encryption read this list. */
export const ENCRYPTED_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'spotify_grant', column: 'refresh_token', row: 'listener_id::text' },
  { table: 'spotify_grant', column: 'access_token', row: 'listener_id::text' },
  { table: 'share', column: 'token', row: "listener_id || '/' || id" },
];

/** Returns where a Spotify token of a listener is stored. */
export function tokenLocation(listenerId: number, column: 'access_token' | 'refresh_token'): TokenLocation {
  return { table: 'spotify_grant', column, row: String(listenerId) };
}

/** Returns where the token of a share is stored. */
export function shareTokenLocation(listenerId: number, id: string): TokenLocation {
  return { table: 'share', column: 'token', row: `${listenerId}/${id}` };
}
