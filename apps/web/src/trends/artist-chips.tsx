import { ArtistLink } from '../design/artwork.js';
import { markOf } from '../bump-chart/strokes.js';

interface Props {
  readonly artists: readonly { readonly id: string; readonly name: string; readonly spotifyUrl: string }[];
  readonly slots: ReadonlyMap<string, number>;
  readonly onRemove: (id: string) => void;
}

/** Whose lines are drawn, each with a piece of its line; the cross takes one out. */
export function ArtistChips({ artists, slots, onRemove }: Props) {
  return (
    <ul className="chips" aria-label="Artists in the chart">
      {artists.map(({ id, name, spotifyUrl }) => {
        const slot = slots.get(id) ?? 0;
        return (
          <li key={id} className={`slot-${slot}`}>
            <svg className="bump-line" width="30" height="14" aria-hidden="true">
              <path className="bump-stroke" d="M2 7H28" />
              <path className="bump-mark" d={markOf(slot, 48)} transform="translate(15 7)" />
            </svg>
            <ArtistLink artist={{ name, spotifyUrl, imageUrl: null }} />
            <button type="button" onClick={() => onRemove(id)}>
              <span className="spoken">Remove {name}</span>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
