import type { ReactNode } from 'react';
import { ArtistLink, type ArtistShown, Artwork } from './artwork.js';

interface Props {
  readonly artist: ArtistShown;
  /** The large number in front: a rank. */
  readonly rank?: number | null;
  /** Beside the rank: how it moved. */
  readonly moved?: ReactNode;
  /** Below the name, in small. */
  readonly below?: ReactNode;
  /** At the end of the row: `Fact`s. */
  readonly children?: ReactNode;
}

/** One line of a list of artists; belongs into `<ol className="rows">`. */
export function ArtistRow({ artist, rank, moved, below, children }: Props) {
  return (
    <li className="row">
      {rank !== undefined && <span className="rank">{rank ?? '–'}</span>}
      {moved !== undefined && <span className="moved">{moved}</span>}
      <Artwork artist={artist} size="medium" />
      <div className="row-name">
        <ArtistLink artist={artist} />
        {below !== undefined && <p>{below}</p>}
      </div>
      {children !== undefined && <dl className="facts">{children}</dl>}
    </li>
  );
}

/** A number of an artist with its name: `Peak 3`. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
