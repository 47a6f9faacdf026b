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

/** Spotify lists three sizes. */
const MAX_IMAGES = 8;
const MAX_PIXELS = 100_000;

/** An image of an artist. Width and height in pixels; null where Spotify did not say. */
export interface SpotifyImage {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** Excludes characters that end an HTML attribute or that PostgreSQL cannot store. */
const WEB_ADDRESS = /^https?:\/\/[^\s\p{C}"'<>\\]{1,2000}$/u;
const SPOTIFY_PAGE = 'https://open.spotify.com/';

const artistId = z.string().regex(/^[A-Za-z0-9]{1,64}$/);

/**
 * An artist of a top list or a search, or alone. Only `id` and `name` are required; an invalid part counts as missing.
 * The optional parts are parsed by hand, since schemas for them took most of the time of parsing a list.
 */
export const artist = z
  .object({
    id: artistId,
    name: z.string(),
    images: z.unknown().optional(),
    genres: z.unknown().optional(),
    popularity: z.unknown().optional(),
    external_urls: z.unknown().optional(),
  })
  .transform((response) => ({
    id: response.id,
    name: toStorable(response.name),
    images: readImages(response.images),
    genres: texts(response.genres),
    popularity: percentage(response.popularity),
    spotifyUrl: spotifyPage(response.external_urls) ?? `${SPOTIFY_PAGE}artist/${response.id}`,
  }));

/** An artist as Spotify describes it. Null where Spotify did not say. */
export type SpotifyArtist = Readonly<z.output<typeof artist>>;

/** Returns the images that a page can show: the widest first, those of unknown size last. */
function readImages(images: unknown): SpotifyImage[] {
  if (!Array.isArray(images)) return [];
  const usable = images.slice(0, MAX_IMAGES).flatMap((image: unknown): SpotifyImage[] => {
    const url = property(image, 'url');
    if (typeof url !== 'string' || !WEB_ADDRESS.test(url)) return [];
    return [{ url, width: pixels(property(image, 'width')), height: pixels(property(image, 'height')) }];
  });
  return usable.sort((one, other) => (other.width ?? 0) - (one.width ?? 0));
}

function pixels(value: unknown): number | null {
  return isIntegerFrom(1, MAX_PIXELS, value) ? value : null;
}

function texts(list: unknown): string[] | null {
  if (!Array.isArray(list)) return null;
  const read = list.filter((one) => typeof one === 'string').map(toStorable);
  return read.length === list.length ? read : null;
}

function percentage(value: unknown): number | null {
  return isIntegerFrom(0, 100, value) ? value : null;
}

function isIntegerFrom(least: number, most: number, value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
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
    imageUrl: readImages(response.images)[0]?.url ?? null,
  }));

/** A listener's profile. Null where Spotify did not say. */
export type SpotifyProfile = Readonly<z.output<typeof profile>>;

/** One page of `GET /v1/me/top/artists`. */
export const topArtistsPage = z.object({
  items: z.array(artist),
  next: z.string().nullish(),
});

export type TopArtistsPage = z.output<typeof topArtistsPage>;

const trackArtist = z.object({ id: artistId, name: storableText });

/** Artists without a picture. Those of local files have no id and are left out. */
const trackArtists = z
  .array(z.unknown())
  .transform((artists) => artists.flatMap((one) => trackArtist.safeParse(one).data ?? []));

/** `GET /v1/tracks/{id}`: the artists of the track, and then those of its album who are not among them. */
export const track = z
  .object({
    artists: trackArtists,
    album: z.object({ artists: trackArtists }).catch({ artists: [] }),
  })
  .transform(({ artists, album }) => {
    const ids = new Set(artists.map(({ id }) => id));
    return { artists: [...artists, ...album.artists.filter(({ id }) => !ids.has(id))] };
  });

/** Who performs a track, the main artist first. */
export type SpotifyTrack = Readonly<z.output<typeof track>>;

/** `GET /v1/search?type=artist`. Searches can contain nulls. */
export const artistSearch = z.object({
  artists: z.object({ items: z.array(artist.nullable()) }),
});
