import type { CatalogueArtist } from '../lists/catalogue.js';

const PICTURE_SIZES = [640, 320, 160];

/** An artist as the web API shows one; the restricted profile leaves out what Spotify keeps to itself. */
export function artistObject(
  artist: CatalogueArtist,
  origin: string,
  fieldProfile: 'restricted' | 'full',
): Record<string, unknown> {
  const { id, name, genres, popularity } = artist;
  return {
    external_urls: { spotify: `https://open.spotify.com/artist/${id}` },
    ...(fieldProfile === 'full' && {
      followers: { href: null, total: artist.followers },
      genres,
      popularity,
    }),
    href: `${origin}/v1/artists/${id}`,
    id,
    images: picturesOf(artist, origin),
    name,
    type: 'artist',
    uri: `spotify:artist:${id}`,
  };
}

function picturesOf({ id, images }: CatalogueArtist, origin: string): unknown[] {
  if (images === 'none') return [];
  if (images === 'unsized') return [{ height: null, url: `${origin}/image/${id}`, width: null }];
  return PICTURE_SIZES.map((size) => ({ height: size, url: `${origin}/image/${id}-${size}`, width: size }));
}
