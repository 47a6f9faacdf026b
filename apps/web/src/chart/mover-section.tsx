import { useState } from 'react';
import { ArtistRow } from '../design/artist-row.js';
import { Movement } from '../design/movement.js';
import { Section } from '../design/section.js';
import { count } from '../words/count.js';
import type { EntryData } from './chart-query.js';

interface Props {
  /** Where the summary's number leads. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly EntryData[];
  readonly hint?: string;
  /** How many are shown until all are asked for. */
  readonly atFirst?: number;
}

/** Those that something became of; the first few, until all are asked for. Nothing where there is nobody. */
export function MoverSection({ id, title, entries, hint, atFirst = 5 }: Props) {
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0) return null;
  const shown = isWhole ? entries : entries.slice(0, atFirst);
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
              below={journey(entry)}
            />
          ))}
        </ol>
        {entries.length > atFirst && (
          <button type="button" className="more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${entries.length}`}
          </button>
        )}
      </Section>
    </div>
  );
}

/** From where to where. */
function journey({ rank, previousRank, peakRank, weeksOnChart }: EntryData): string {
  if (rank === null) return `Was number ${previousRank}; ${count(weeksOnChart, 'week')} on the chart`;
  if (previousRank === null) return `At number ${rank}, peak ${peakRank}`;
  return `${previousRank} → ${rank}`;
}
