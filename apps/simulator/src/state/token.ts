import { createHash, randomBytes } from 'node:crypto';

/** Opaque and url-safe, with the first letters and about the length that Spotify's have. */
export const newAccessToken = (): string => `BQ${randomBytes(120).toString('base64url')}`;
export const newRefreshToken = (): string => `AQ${randomBytes(96).toString('base64url')}`;
export const newAuthorizationCode = (): string => `AQ${randomBytes(150).toString('base64url')}`;

/** What the simulator keeps of a token: enough to know it again, too little to use it. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
