import { ArtistRow, Fact } from '../design/artist-row.js';
import { Movement } from '../design/movement.js';
import { Section } from '../design/section.js';
import type { EntryData } from './chart-query.js';

/** Every place of the chart. */
export function Entries({ entries }: { readonly entries: readonly EntryData[] }) {
  return (
    <Section title="All places" tally={entries.length}>
      <p className="rows-head" aria-hidden="true">
        <span>Before</span>
        <span>Peak</span>
        <span>Weeks</span>
      </p>
      <ol className="rows chart-rows">
        {entries.map((entry) => (
          <ArtistRow
            key={entry.artist.id}
            artist={entry.artist}
            rank={entry.rank}
            moved={<Movement status={entry.status} rankChange={entry.rankChange} />}
          >
            <Fact name="Before">{entry.previousRank ?? '–'}</Fact>
            <Fact name="Peak">{entry.peakRank}</Fact>
            <Fact name="Weeks">{entry.weeksOnChart}</Fact>
          </ArtistRow>
        ))}
      </ol>
    </Section>
  );
}
