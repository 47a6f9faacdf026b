import { initialsOf } from '../words/initials.js';

/** An artist as pages show one; without an address at Spotify only where the artist is an example. */
export interface ArtistShown {
  readonly name: string;
  readonly imageUrl: string | null;
  readonly spotifyUrl: string | null;
}

interface Props {
  readonly artist: ArtistShown;
  readonly size: 'small' | 'medium' | 'large';
}

const PIXELS = { small: 40, medium: 56, large: 240 };

/**
 * An artist's picture, whole and unaltered, as the link to their page at Spotify. Beside it stands the name, a link
 * of its own; so for screen readers and the keyboard this one is left out.
 */
export function Artwork({ artist, size }: Props) {
  const pixels = PIXELS[size];
  const picture = artist.imageUrl ? (
    <img
      src={artist.imageUrl}
      alt=""
      width={pixels}
      height={pixels}
      loading={size === 'large' ? 'eager' : 'lazy'}
      decoding="async"
    />
  ) : (
    <span className="initials">{initialsOf(artist.name)}</span>
  );
  if (!artist.spotifyUrl) {
    return (
      <span className={`artwork ${size}`} aria-hidden="true">
        {picture}
      </span>
    );
  }
  return (
    <a className={`artwork ${size}`} href={artist.spotifyUrl} tabIndex={-1} aria-hidden="true">
      {picture}
    </a>
  );
}

/** The artist's name, as the link to their page at Spotify. */
export function ArtistLink({ artist }: Pick<Props, 'artist'>) {
  const name = artist.name || 'An artist without a name';
  if (!artist.spotifyUrl) return <span className="artist">{name}</span>;
  return (
    <a className="artist" href={artist.spotifyUrl}>
      {name}
      <span className="spoken"> at Spotify</span>
    </a>
  );
}
