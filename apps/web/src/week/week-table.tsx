import { useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { isReconstructed } from '../bump-chart/series.js';
import { ArtistLink, Artwork, Movement } from '../design/artist.js';
import { Section } from '../design/page.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { Sparkline } from './sparkline.js';
import { SPARK_WEEKS, type WeekChart } from './week.query.js';

/** How many rows are shown before “Show all”. */
const AT_FIRST = 20;

/** The chart of a week, with a sparkline in each row. */
export function WeekTable({ chart: { day, entries } }: { readonly chart: WeekChart }) {
  const { range } = useAddress();
  const [isExpanded, setExpanded] = useState(false);
  const hasThinLines = entries.some(({ artist }) => artist.rankHistory.some(isReconstructed));
  return (
    <Section
      title="Chart"
      tally={entries.length}
      hint={`As of ${formatDay(day, 'full')}, compared with the previous recorded week. Each line shows the ranks of ${SPARK_WEEKS} weeks on its own scale${hasThinLines ? '; thin lines are reconstructed' : ''}.`}
    >
      <div className={isExpanded ? 'week-chart' : 'week-chart short'}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="spoken">Rank</span>
              </th>
              <th scope="col">
                <span className="spoken">Change</span>
              </th>
              <td />
              <th scope="col" className="who-column">
                Artist
              </th>
              <th scope="col">{SPARK_WEEKS} weeks</th>
              <th scope="col">Peak</th>
              <th scope="col">Weeks</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ artist, rank, status, rankChange, peakRank, weeksOnChart }) => (
              <tr key={artist.id}>
                <td className="rank">{rank}</td>
                <td className="moved">
                  <Movement status={status} rankChange={rankChange} />
                </td>
                <td className="art">
                  <Artwork artist={artist} size="small" />
                </td>
                <th scope="row">
                  <ArtistLink artist={artist} />
                </th>
                <td className="ranks">
                  <Sparkline points={artist.rankHistory} />
                </td>
                <td>{peakRank}</td>
                <td>{weeksOnChart}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="week-more screen-only">
        {entries.length > AT_FIRST && (
          <button
            type="button"
            className="more"
            aria-expanded={isExpanded}
            onClick={() => setExpanded(!isExpanded)}
          >
            {isExpanded ? 'Show fewer' : `Show all ${entries.length}`}
          </button>
        )}
        <Link href={`/?range=${getRange(range).slug}&on=${day}`}>Open the chart of this day</Link>
      </p>
    </Section>
  );
}
