import { getInitials, withoutDirections } from '#cards';
import type { Artist, ArtistImage } from '../artists/artists.models.js';

/** An artist as the pages of a share show it. */
export interface ArtistShown {
  readonly name: string;
  readonly spotifyUrl: string;
  /** What the link does: `opens Spotify`, or `searches Spotify` for an artist without a page. */
  readonly opens: string;
  /** Shown without a picture, until the picture has loaded, and if it does not load. */
  readonly initials: string;
  readonly image: { readonly src: string; readonly srcset: string } | null;
}

/** @param isArtwork whether an address is on one of Spotify's image hosts, as the security policy requires */
export function showArtist(
  { name, linked, spotifyUrl, images }: Artist,
  isArtwork: (address: string) => boolean,
): ArtistShown {
  const allowed = images.filter(({ url }) => isArtwork(url));
  const [largest] = allowed;
  return {
    name: withoutDirections(name) || 'Unnamed artist',
    spotifyUrl,
    opens: linked ? 'opens Spotify' : 'searches Spotify',
    initials: getInitials(name),
    image: largest ? { src: largest.url, srcset: srcsetOf(allowed) } : null,
  };
}

/** Formats the sizes of an image as a `srcset`. Leaves out URLs that its separators, spaces and commas, would break. */
function srcsetOf(images: readonly ArtistImage[]): string {
  return images
    .filter(({ url, width }) => width !== null && width > 0 && !/\s|^,|,$/.test(url))
    .map(({ url, width }) => `${url} ${width}w`)
    .join(', ');
}
