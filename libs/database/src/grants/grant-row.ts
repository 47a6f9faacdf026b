import type { TokenPlace } from '../tokens/index.js';

/** A grant with its tokens in clear, its ages and times left in seconds by PostgreSQL's clock. */
export interface StoredGrant {
  readonly revision: number;
  readonly refreshToken: string | null;
  readonly accessToken: { readonly value: string; readonly secondsLeft: number } | null;
  readonly ended: { readonly secondsAgo: number; readonly laterTries: number } | null;
}

/** What {@link GRANT_COLUMNS} selects. */
export interface GrantRow {
  readonly revision: number;
  readonly refresh_token: string | null;
  readonly access_token: string | null;
  readonly seconds_left: number | null;
  readonly ended_seconds_ago: number | null;
  readonly later_tries: number;
}

export const GRANT_COLUMNS = `
  revision, refresh_token, access_token, later_tries,
  extract(epoch FROM access_token_expires_at - clock_now())::float8 AS seconds_left,
  extract(epoch FROM clock_now() - ended_at)::float8 AS ended_seconds_ago`;

/** The row and column that a token of this listener is bound to. */
export function tokenPlace(listenerId: number, column: 'access_token' | 'refresh_token'): TokenPlace {
  return { table: 'spotify_grant', column, row: String(listenerId) };
}
