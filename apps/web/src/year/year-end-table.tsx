import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { formatCount, formatNumber, formatRank } from '../words/numbers.js';
import type { YearEndEntry } from './year-end.query.js';

interface Props {
  readonly entries: readonly YearEndEntry[];
  /** Weeks at number one in this year, by artist id. */
  readonly atNumberOne: ReadonlyMap<string, number>;
}

/** The entries of a year-end chart as a table. */
export function YearEndTable({ entries, atNumberOne }: Props) {
  const most = entries[0]?.points ?? 1;
  return (
    <table className="artist-table year-end">
      <thead>
        <tr>
          <th scope="col" className="who-column">
            No.
          </th>
          <td />
          <th scope="col" className="who-column">
            Artist
          </th>
          <th scope="col">Points</th>
          <th scope="col" className="wide">
            Peak
          </th>
          <th scope="col" className="wide">
            Weeks
          </th>
          <th scope="col" className="wide">
            At No. 1
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ artist, rank, points, peakRank, weeks }) => (
          <tr key={artist.id}>
            <td className="rank">{rank}</td>
            <td className="artwork-column">
              <Artwork artist={artist} size="small" />
            </td>
            <th scope="row">
              <ArtistLink artist={artist} /> <SpotifyLink artist={artist} />
              <p className="in-short">{summarize(peakRank, weeks, atNumberOne.get(artist.id) ?? 0)}</p>
              <PointsBar share={points / most} />
            </th>
            <td className="number points">{formatNumber(points)}</td>
            <td className="number wide">{peakRank}</td>
            <td className="number wide">{weeks}</td>
            <td className={`number wide${atNumberOne.has(artist.id) ? '' : ' none'}`}>
              {atNumberOne.get(artist.id) ?? 0}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Replaces the last columns on narrow screens. */
function summarize(peak: number, weeks: number, atOne: number): string {
  const whole = `Peak ${peak} · ${formatCount(weeks, 'week')}`;
  return atOne === 0 ? whole : `${whole} · ${atOne} at ${formatRank(1)}`;
}

/** The points as a bar, relative to the first entry. It repeats the number beside it. */
function PointsBar({ share }: { readonly share: number }) {
  return (
    <svg className="points-bar" width="100%" height="4" aria-hidden="true">
      <rect width={`${(100 * share).toFixed(2)}%`} height="4" />
    </svg>
  );
}
