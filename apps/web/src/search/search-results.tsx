import { Artwork } from '../design/artist.js';
import { formatCount } from '../words/numbers.js';
import type { FoundArtist } from './use-artist-search.js';

interface SearchResultsProps {
  /** The prefix of the ids of the list and its options. */
  readonly id: string;
  readonly matches: readonly FoundArtist[];
  /** The index of the active match; -1 for none. */
  readonly current: number;
  /** Why there are no matches. Empty if there is nothing to say. */
  readonly status: string;
  readonly onChoose: (artist: FoundArtist) => void;
}

/** The list of matches below the search field, or why it is empty. */
export function SearchResults({ id, matches, current, status, onChoose }: SearchResultsProps) {
  return (
    <>
      <div className="search-results" hidden={matches.length === 0 && status === ''}>
        <ul id={`${id}-list`} role="listbox" aria-label="Artists" hidden={matches.length === 0}>
          {matches.map((artist, index) => (
            <li
              key={artist.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              // Keeps the focus in the field, so that the list stays open until the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(artist)}
            >
              <Artwork artist={{ ...artist, spotifyUrl: null }} size="small" />
              <span className="search-name">{artist.name || 'Unnamed artist'}</span>
            </li>
          ))}
        </ul>
        <p aria-hidden="true">{status}</p>
      </div>
      {/* Always rendered, so that screen readers announce what appears in it. */}
      <p className="spoken" role="status">
        {matches.length > 0 ? `${formatCount(matches.length, 'artist')} found` : status}
      </p>
    </>
  );
}
