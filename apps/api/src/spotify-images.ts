import type { ApiSettings } from './settings/api-settings.js';

/** The hosts of Spotify's artwork and profile pictures. */
const SPOTIFY_IMAGES = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

/** Returns the allowed origins of pictures as CSP sources, including the simulator in demo mode. */
export function imageOrigins(settings: ApiSettings): readonly string[] {
  const simulator = settings.demo ? [new URL(settings.environment.SPOTIFY_API_URL).origin] : [];
  return [...SPOTIFY_IMAGES, ...simulator];
}

/** Whether a URL has one of these origins. */
export function isImageOf(origins: readonly string[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol, host, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return origins.some((allowed) => {
    const [scheme, domain = ''] = allowed.split('//*');
    return domain === '' ? origin === allowed : protocol === scheme && host.endsWith(domain);
  });
}
