import { z } from 'zod';
import { storable } from './text.js';

/** Without what would end it in a page, and what PostgreSQL cannot hold. */
const WEB_ADDRESS = /^https?:\/\/[^\s\p{C}"'<>\\]{1,2040}$/u;
const SPOTIFY_PAGE = 'https://open.spotify.com/';

/**
 * An artist of a top list. Only `id` and `name` are certain: restricted apps get less of the rest, and each part of it
 * that is not what it should be counts as not said. They are read by hand, for a list has hundreds of them: a schema for
 * each took most of what reading a list costs.
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
  .transform((answer) => ({
    id: answer.id,
    name: storable(answer.name),
    imageUrl: largestImage(answer.images),
    genres: texts(answer.genres),
    popularity: percentage(answer.popularity),
    spotifyUrl: spotifyPage(answer.external_urls) ?? `${SPOTIFY_PAGE}artist/${answer.id}`,
  }));

/** An artist as Spotify describes them; `null` is what Spotify did not say. */
export type SpotifyArtist = Readonly<z.output<typeof artist>>;

/** The first image is Spotify's largest. Images that a page could not show are passed over. */
export function largestImage(images: unknown): string | null {
  if (!Array.isArray(images)) return null;
  for (const image of images) {
    const address = property(image, 'url');
    if (typeof address === 'string' && WEB_ADDRESS.test(address)) return address;
  }
  return null;
}

function texts(list: unknown): string[] | null {
  if (!Array.isArray(list)) return null;
  const read = list.filter((one) => typeof one === 'string').map(storable);
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
