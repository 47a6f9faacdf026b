import { z } from 'zod';

/** Longer than any name, and short enough for a line of an export. */
const MAX_CHARACTERS = 10_000;

/** Truncates text and removes what PostgreSQL cannot store: NUL characters and lone surrogates. */
function toStorable(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replaceAll('\u0000', '').toWellFormed();
}

const storableText = z.string().transform(toStorable);

/** The period of a top list: about 4 weeks, 6 months, 1 year. */
export type TimeRange = 'SHORT_TERM' | 'MEDIUM_TERM' | 'LONG_TERM';

const PARAMETERS = {
  SHORT_TERM: 'short_term',
  MEDIUM_TERM: 'medium_term',
  LONG_TERM: 'long_term',
} as const satisfies Record<TimeRange, string>;

/** Returns the value of Spotify's `time_range` parameter. */
export function timeRangeParameter(range: TimeRange): string {
  return PARAMETERS[range];
}

/** Excludes characters that end an HTML attribute or that PostgreSQL cannot store. */
const WEB_ADDRESS = /^https?:\/\/[^\s\p{C}"'<>\\]{1,2000}$/u;
const SPOTIFY_PAGE = 'https://open.spotify.com/';

/**
 * An artist of a top list. Only `id` and `name` are required; other parts count as missing if they are invalid. Those
 * are parsed by hand, since schemas for hundreds of them took most of the time of parsing a list.
 */
export const artist = z
  .object({
    id: z.string().regex(/^[A-Za-z0-9]{1,64}$/),
    name: z.string(),
    images: z.unknown().optional(),
    genres: z.unknown().optional(),
    popularity: z.unknown().optional(),
    external_urls: z.unknown().optional(),
  })
  .transform((response) => ({
    id: response.id,
    name: toStorable(response.name),
    imageUrl: largestImage(response.images),
    genres: texts(response.genres),
    popularity: percentage(response.popularity),
    spotifyUrl: spotifyPage(response.external_urls) ?? `${SPOTIFY_PAGE}artist/${response.id}`,
  }));

/** An artist as Spotify describes it. Null where Spotify did not say. */
export type SpotifyArtist = Readonly<z.output<typeof artist>>;

/** Returns the first image that a page can show. Spotify lists the largest first. */
function largestImage(images: unknown): string | null {
  if (!Array.isArray(images)) return null;
  for (const image of images) {
    const address = property(image, 'url');
    if (typeof address === 'string' && WEB_ADDRESS.test(address)) return address;
  }
  return null;
}

function texts(list: unknown): string[] | null {
  if (!Array.isArray(list)) return null;
  const read = list.filter((one) => typeof one === 'string').map(toStorable);
  return read.length === list.length ? read : null;
}

function percentage(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100 ? value : null;
}

function spotifyPage(links: unknown): string | null {
  const address = property(links, 'spotify');
  const isPage = typeof address === 'string' && address.startsWith(SPOTIFY_PAGE) && WEB_ADDRESS.test(address);
  return isPage ? address : null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const identifier = z
  .string()
  .regex(/^[^\p{C}]{0,256}$/u)
  .nullish();

/**
 * `GET /v1/me`. `account_id`, which exists since May 2026, is the stable key, so an invalid one invalidates the
 * response. A profile needs `account_id` or `id`.
 */
export const profile = z
  .object({
    id: identifier.catch(null),
    account_id: identifier,
    display_name: storableText.nullish().catch(null),
    images: z.unknown().optional(),
  })
  .refine((response) => response.id || response.account_id, { path: ['account_id and id'] })
  .transform((response) => ({
    id: response.id || null,
    accountId: response.account_id || null,
    displayName: response.display_name || null,
    imageUrl: largestImage(response.images),
  }));

/** A listener's profile. Null where Spotify did not say. */
export type SpotifyProfile = Readonly<z.output<typeof profile>>;

/** One page of `GET /v1/me/top/artists`. */
export const topArtistsPage = z.object({
  items: z.array(artist),
  next: z.string().nullish(),
});

export type TopArtistsPage = z.output<typeof topArtistsPage>;
