const CODES: Readonly<Record<string, string>> = {
  INVALID_GRANT: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
  REAUTHORIZATION_REQUIRED: 'SPOTIFY_REAUTHORIZATION_REQUIRED',
  RATE_LIMITED: 'SPOTIFY_RATE_LIMITED',
  NOT_PERMITTED: 'SPOTIFY_NOT_PERMITTED',
  MISCONFIGURED: 'SPOTIFY_MISCONFIGURED',
};

/** The code that clients know for an error of the Spotify module. To them, an unusable answer is none. */
export function spotifyErrorCode(code: string): string {
  return CODES[code] ?? 'SPOTIFY_UNAVAILABLE';
}
