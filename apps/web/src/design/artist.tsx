import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { getInitials } from '#cards';
import type { EntryStatus } from '../graphql/graphql.js';
import { getSrcSet, type ImageSize } from './image-sizes.js';

/** An artist on a page. Only artists of the landing page's example have no Spotify page, and none here either. */
export interface ArtistShown {
  readonly id: string;
  readonly name: string;
  readonly imageUrl: string | null;
  /** The sizes of the picture. The example has none: `imageUrl` is then shown at every size. */
  readonly images?: readonly ImageSize[];
  readonly spotifyUrl: string | null;
  /** False for an artist that is only known by name: `spotifyUrl` then leads to a search. */
  readonly linked?: boolean;
}

interface ArtistRowProps {
  readonly artist: ArtistShown;
  readonly rank?: number | null;
  /** Beside the rank: a `Movement`. */
  readonly moved?: ReactNode;
  /** A small line below the name. */
  readonly below?: ReactNode;
  /** `Fact`s at the end of the row. */
  readonly children?: ReactNode;
}

/** A row of a list of artists, inside `<ol className="rows">`. */
export function ArtistRow({ artist, rank, moved, below, children }: ArtistRowProps) {
  return (
    <li className="row">
      {rank !== undefined && <span className="rank">{rank ?? '–'}</span>}
      {moved !== undefined && <span className="moved">{moved}</span>}
      <Artwork artist={artist} size="medium" />
      <div className="row-name">
        <ArtistLink artist={artist} isCut />
        {below !== undefined && <p>{below}</p>}
      </div>
      <SpotifyLink artist={artist} />
      {children !== undefined && <dl className="facts">{children}</dl>}
    </li>
  );
}

/** A labelled number of an artist: `Peak 3`. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ArtworkProps {
  readonly artist: ArtistShown;
  readonly size: 'small' | 'medium' | 'large';
  /** How wide the page shows it, where that differs from others of this size: the attribute of `<img>`. */
  readonly sizes?: string | undefined;
}

/** The width at which a picture is shown at most, for `sizes`. */
const WIDTHS = { small: '40px', medium: '44px', large: 'clamp(5.5rem, 18vw, 13rem)' };

/**
 * An artist's picture, unaltered, linked to their page. Screen readers and the keyboard skip it, since the name beside it
 * is the same link.
 */
export function Artwork({ artist, size, sizes }: ArtworkProps) {
  const picture = <Picture key={artist.imageUrl} artist={artist} size={size} sizes={sizes} />;
  if (!artist.spotifyUrl) {
    return (
      <span className={`artwork ${size}`} aria-hidden="true">
        {picture}
      </span>
    );
  }
  return (
    <Link className={`artwork ${size}`} href={artistPath(artist.id)} tabIndex={-1} aria-hidden="true">
      {picture}
    </Link>
  );
}

/** The picture, or the initials if there is none or it does not load. */
function Picture({ artist, size, sizes = WIDTHS[size] }: ArtworkProps) {
  const [hasFailed, setFailed] = useState(false);
  if (!artist.imageUrl || hasFailed) return <span className="initials">{getInitials(artist.name)}</span>;
  return (
    <img
      src={artist.imageUrl}
      srcSet={getSrcSet(artist.images ?? [])}
      sizes={sizes}
      alt=""
      width={44}
      height={44}
      loading={size === 'large' ? 'eager' : 'lazy'}
      decoding="async"
      onError={() => setFailed(true)}
    />
  );
}

interface SpotifyLinkProps {
  readonly artist: Pick<ArtistShown, 'id' | 'name' | 'spotifyUrl' | 'linked'>;
}

interface ArtistLinkProps extends SpotifyLinkProps {
  /** The name may be cut, so a tooltip has the whole. */
  readonly isCut?: boolean;
}

/** An artist's name, linked to their page. */
export function ArtistLink({ artist, isCut = false }: ArtistLinkProps) {
  const name = nameOf(artist);
  // A name may be written from right to left.
  const attributes = { className: 'artist', dir: 'auto', title: isCut ? name : undefined };
  if (!artist.spotifyUrl) return <span {...attributes}>{name}</span>;
  return (
    <Link {...attributes} href={artistPath(artist.id)}>
      {name}
    </Link>
  );
}

/** A small link to an artist on Spotify, or to a search for their name, in a new tab. Place it beside their name. */
export function SpotifyLink({ artist }: SpotifyLinkProps) {
  if (!artist.spotifyUrl) return null;
  return (
    <a className="to-spotify" href={artist.spotifyUrl} target="_blank" rel="noopener">
      <span className="spoken">
        {artist.linked === false ? `Search for ${nameOf(artist)} on ` : `${nameOf(artist)} on `}
      </span>
      <span className="to-spotify-word">
        Spotify{artist.linked === false && <span aria-hidden="true"> search</span>}
      </span>
      <span className="spoken"> (new tab)</span>
      <svg width="9" height="9" aria-hidden="true">
        <path d="M2 1h6v6M8 1 1 8" />
      </svg>
    </a>
  );
}

/** The address of an artist's page. */
export function artistPath(id: string): string {
  return `/artist/${encodeURIComponent(id)}`;
}

function nameOf({ name }: Pick<ArtistShown, 'name'>): string {
  return name || 'Unnamed artist';
}

interface MovementProps {
  readonly status: EntryStatus | null;
  readonly rankChange: number | null;
  /** The artist dropped out. */
  readonly isOut?: boolean;
}

/** How an entry moved: an arrow and a number of places, with text for screen readers. */
export function Movement({ status, rankChange, isOut = false }: MovementProps) {
  if (isOut) return <span className="movement out">out</span>;
  const places = Math.abs(rankChange ?? 0);
  switch (status) {
    case 'MOVED_UP':
      return <Moved className="up" sign="▲" places={places} spoken={`up ${places}`} />;
    case 'MOVED_DOWN':
      return <Moved className="down" sign="▼" places={places} spoken={`down ${places}`} />;
    case 'NO_CHANGE':
      return <Moved className="same" sign="=" spoken="no change" />;
    case 'NEW_ENTRY':
      return <span className="movement new">new</span>;
    case 'RE_ENTRY':
      return <span className="movement back">back</span>;
    case null:
      return <Moved className="same" sign="·" spoken="change unknown" />;
  }
}

function Moved(props: { className: string; sign: string; places?: number; spoken: string }) {
  return (
    <span className={`movement ${props.className}`}>
      <span aria-hidden="true">
        <span className="sign">{props.sign}</span>
        {props.places}
      </span>
      <span className="spoken">{props.spoken}</span>
    </span>
  );
}
