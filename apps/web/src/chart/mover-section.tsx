import { useState } from 'react';
import { ArtistRow, Movement } from '../design/artist.js';
import { Section } from '../design/page.js';
import { formatCount, formatRank } from '../words/numbers.js';
import type { EntryData } from './chart-query.js';

interface Props {
  /** The fragment that the summary links to. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly EntryData[];
  readonly hint?: string;
  /** How many are shown before “Show all”. */
  readonly atFirst: number;
}

/** A list of artists that moved the same way: the first few, then all. Nothing if it is empty. */
export function MoverSection({ id, title, entries, hint, atFirst }: Props) {
  const [isExpanded, setExpanded] = useState(false);
  if (entries.length === 0) return null;
  const shown = isExpanded ? entries : entries.slice(0, atFirst);
  return (
    <div id={id} className="mover-section">
      <Section title={title} tally={entries.length} hint={hint}>
        <ol className="rows compact">
          {shown.map((entry) => (
            <ArtistRow
              key={entry.artist.id}
              artist={entry.artist}
              moved={
                <Movement status={entry.status} rankChange={entry.rankChange} isOut={entry.rank === null} />
              }
              below={describeMove(entry)}
            />
          ))}
        </ol>
        {entries.length > atFirst && (
          <button
            type="button"
            className="more"
            aria-expanded={isExpanded}
            onClick={() => setExpanded(!isExpanded)}
          >
            {isExpanded ? 'Show fewer' : `Show all ${entries.length}`}
          </button>
        )}
      </Section>
    </div>
  );
}

/** The ranks before and now. */
function describeMove({ rank, previousRank, peakRank, weeksOnChart }: EntryData): string {
  if (rank === null)
    return `Was ${formatRank(previousRank)}; ${formatCount(weeksOnChart, 'week')} on the chart`;
  if (previousRank === null) return `${formatRank(rank)}, peak ${formatRank(peakRank)}`;
  return `${previousRank} → ${rank}`;
}
