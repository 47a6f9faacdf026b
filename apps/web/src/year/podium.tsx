import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { Section } from '../design/page.js';
import { Skeleton } from '../design/query-result.js';
import { formatCount, formatRank } from '../words/numbers.js';
import type { YearEndEntry } from './year-end.query.js';
import { listFigures } from './year-text.js';

/** The number of entries on the podium. */
export const PODIUM = 3;

/** The widths of the pictures, as in `year.css`. */
const SIZES = { first: 'clamp(6rem, 21vw, 12rem)', others: 'clamp(5rem, 17vw, 9rem)' };

interface PodiumProps {
  readonly entries: readonly YearEndEntry[];
  readonly weeksCounted: number;
}

/** The first three of a year-end chart; number one in the middle, on the highest step. */
export function Podium({ entries, weeksCounted }: PodiumProps) {
  return (
    <ol className="podium">
      {entries.map((entry, index) => (
        <li key={entry.artist.id}>
          <Artwork artist={entry.artist} size="large" sizes={index === 0 ? SIZES.first : SIZES.others} />
          <p className="podium-name">
            <span className="spoken">{formatRank(entry.rank)} </span>
            <ArtistLink artist={entry.artist} />
          </p>
          <SpotifyLink artist={entry.artist} />
          <div className="podium-step">
            <span className="podium-rank" aria-hidden="true">
              {entry.rank}
            </span>
            {[formatCount(entry.points, 'point'), ...listFigures(entry, weeksCounted)].map((figure) => (
              <span key={figure}>{figure}</span>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

const SKELETON_ROWS = 8;

/** The placeholder of a year-end chart, in its size. */
export function YearEndSkeleton() {
  return (
    <Section title="Full chart" hint={<span className="blank year-hint-placeholder" />}>
      <ol className="podium skeleton" aria-hidden="true">
        {Array.from({ length: PODIUM }, (_, index) => (
          <li key={index}>
            <span className="blank podium-artwork-placeholder" />
            <span className="blank podium-name-placeholder" />
            <div className="podium-step" />
          </li>
        ))}
      </ol>
      <Skeleton rows={SKELETON_ROWS} />
    </Section>
  );
}
