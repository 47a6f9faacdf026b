import { initialsOf } from '../words/initials.js';

interface Props {
  readonly artist: { readonly name: string; readonly imageUrl: string | null; readonly spotifyUrl: string };
  readonly size: 'small' | 'medium' | 'large';
}

const PIXELS = { small: 40, medium: 56, large: 160 };

/**
 * An artist's picture, whole and unaltered, as the link to their page at Spotify. Beside it stands the name, a link
 * of its own; so for screen readers and the keyboard this one is left out.
 */
export function Artwork({ artist, size }: Props) {
  const pixels = PIXELS[size];
  return (
    <a className={`artwork ${size}`} href={artist.spotifyUrl} tabIndex={-1} aria-hidden="true">
      {artist.imageUrl ? (
        <img src={artist.imageUrl} alt="" width={pixels} height={pixels} loading="lazy" decoding="async" />
      ) : (
        <span className="initials">{initialsOf(artist.name)}</span>
      )}
    </a>
  );
}

/** The artist's name, as the link to their page at Spotify. */
export function ArtistLink({ artist }: Pick<Props, 'artist'>) {
  return (
    <a className="artist" href={artist.spotifyUrl}>
      {artist.name || 'An artist without a name'}
      <span className="spoken"> at Spotify</span>
    </a>
  );
}
