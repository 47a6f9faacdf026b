export type { AuthorizationCode, Tokens } from './accounts/accounts-client.js';
export type { TopArtists } from './api/api-client.js';
export type { SpotifyArtist, SpotifyProfile, TimeRange } from './api/schemas.js';
export {
  InvalidGrantError,
  MalformedAnswerError,
  type Misconfiguration,
  MisconfiguredError,
  type MissingPermission,
  NotPermittedError,
  RateLimitedError,
  ReauthorizationRequiredError,
  isSpotifyFailure,
  type SpotifyFailure,
  SpotifyError,
  UnavailableError,
} from './errors.js';
export type { Grant } from './grants/grant-store.js';
export { type Cooldown, type CooldownReason, SpotifyRateLimiter } from './http/spotify-rate-limiter.js';
export { type Endpoint, SpotifyObserver } from './observer/spotify-observer.js';
export { SpotifySignIn } from './sign-in.js';
export { Spotify } from './spotify.js';
export { type SpotifyEnvironment, spotifyEnv } from './spotify.env.js';
export { SpotifyModule, type SpotifyModuleOptions } from './spotify.module.js';
