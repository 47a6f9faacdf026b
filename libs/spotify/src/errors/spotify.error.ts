/** What went wrong between us and Spotify. Every subclass says what a caller can do about it. */
export abstract class SpotifyError extends Error {
  abstract readonly code: string;
}
