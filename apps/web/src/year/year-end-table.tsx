import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { formatNumber } from '../words/numbers.js';
import type { YearEndEntry } from './year-end.query.js';
import { listFigures } from './year-text.js';

interface Props {
  readonly entries: readonly YearEndEntry[];
  /** The points of number one, to which the bars are relative. */
  readonly most: number;
  readonly weeksCounted: number;
}

/** Entries of a year-end chart as a table, without columns that would say nothing: all zero, or of a single week. */
export function YearEndTable({ entries, most, weeksCounted }: Props) {
  const hasWeeks = weeksCounted > 1;
  const hasLeaders = hasWeeks && entries.some(({ weeksAtNumberOne }) => weeksAtNumberOne > 0);
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
          {hasWeeks && (
            <>
              <th scope="col" className="wide">
                Peak
              </th>
              <th scope="col" className="wide">
                Weeks
              </th>
            </>
          )}
          {hasLeaders && (
            <th scope="col" className="wide">
              At No. 1
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.artist.id}>
            <td className="rank">{entry.rank}</td>
            <td className="artwork-column">
              <Artwork artist={entry.artist} size="small" />
            </td>
            <th scope="row">
              <ArtistLink artist={entry.artist} /> <SpotifyLink artist={entry.artist} />
              <p className="in-short">{listFigures(entry, weeksCounted).join(' · ')}</p>
              <PointsBar share={entry.points / most} />
            </th>
            <td className="number points">{formatNumber(entry.points)}</td>
            {hasWeeks && (
              <>
                <td className="number wide">{entry.peakRank}</td>
                <td className="number wide">{entry.weeks}</td>
              </>
            )}
            {hasLeaders && (
              <td className={`number wide${entry.weeksAtNumberOne > 0 ? '' : ' none'}`}>
                {entry.weeksAtNumberOne}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share as a bar. It repeats the number beside it. */
export function PointsBar({ share }: { readonly share: number }) {
  return (
    <svg className="points-bar" width="100%" height="4" aria-hidden="true">
      <rect width={`${(100 * share).toFixed(2)}%`} height="4" />
    </svg>
  );
}
