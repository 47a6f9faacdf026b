import { ArtistLink, Artwork } from '../design/artwork.js';
import { wordsOf } from '../words/range.js';
import type { ChartEvent } from './events.query.js';
import { eventWords } from './kinds.js';

const SIGNS = { NEW_NUMBER_ONE: '1', NEW_ENTRY: '+', RE_ENTRY: '↺', NEW_PEAK: '▲', DROP_OUT: '−' } as const;

interface Props {
  readonly event: ChartEvent;
  readonly showsRange: boolean;
}

export function EventRow({ event, showsRange }: Props) {
  const { artist, kind, range } = event;
  return (
    <li className={`event ${kind}`}>
      <span className="event-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <Artwork artist={artist} size="small" />
      <p>
        <ArtistLink artist={artist} /> {eventWords(event)}
      </p>
      {showsRange && <span className="event-range">{wordsOf(range).label}</span>}
    </li>
  );
}
