import { useState } from 'react';
import { Link } from 'wouter';
import { Section } from '../design/page.js';
import { describeEvent } from '../events/event-kinds.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import type { ArtistEvent } from './derive-events.js';

/** How many events are shown before “Show all”. */
const AT_FIRST = 12;

/** The artist's events, newest first. Each day leads to its chart. */
export function ArtistEvents({ events }: { readonly events: readonly ArtistEvent[] }) {
  const [isExpanded, setExpanded] = useState(false);
  const shown = isExpanded ? events : events.slice(0, AT_FIRST);
  return (
    <Section
      title="Events"
      {...(events.length > 0 && { tally: events.length })}
      hint="Derived from the artist’s daily ranks: each snapshot compared with the one before."
    >
      {events.length === 0 ? (
        <p>No events yet. An event is a change from one snapshot to the next.</p>
      ) : (
        <ol className="artist-events">
          {shown.map((event) => (
            <li key={`${event.range} ${event.day} ${event.kind}`}>
              <Link href={`/?range=${getRange(event.range).slug}&on=${event.day}`}>
                <time dateTime={event.day}>{formatDay(event.day, 'medium')}</time>
              </Link>
              <span className={event.kind === 'DROP_OUT' ? 'out' : undefined}>
                {capitalize(describeEvent(event))}
              </span>
              <span className="soft">{getRange(event.range).label}</span>
            </li>
          ))}
        </ol>
      )}
      {events.length > AT_FIRST && (
        <button
          type="button"
          className="more"
          aria-expanded={isExpanded}
          onClick={() => setExpanded(!isExpanded)}
        >
          {isExpanded ? 'Show fewer' : `Show all ${events.length}`}
        </button>
      )}
    </Section>
  );
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
