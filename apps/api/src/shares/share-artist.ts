import { getInitials } from '#cards';
import type { Artist, ArtistImage } from '../artists/artists.models.js';
import { withoutDirections } from './share-words.js';

/** An artist as the pages of a share show it. */
export interface ArtistShown {
  readonly name: string;
  readonly spotifyUrl: string;
  /** Where the link leads. */
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

/** The sizes of an image as the attribute `srcset`, which separates its URLs by spaces and commas. */
function srcsetOf(images: readonly ArtistImage[]): string {
  return images
    .filter(({ url, width }) => width !== null && width > 0 && !/\s|^,|,$/.test(url))
    .map(({ url, width }) => `${url} ${width}w`)
    .join(', ');
}
