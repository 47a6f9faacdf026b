import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { updateQuery } from '../address/query-string.js';
import { ArtistLink, Artwork } from '../design/artist.js';
import { Section } from '../design/page.js';
import { formatWeek } from '../week/iso-week.js';
import { formatDayRange } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { Reign } from './reigns.js';
import { PointsBar } from './year-end-table.js';

/** Who led the weekly charts of a year, one after the other. The days lead to the week in which a reign began. */
export function NumberOnes({ reigns }: { readonly reigns: readonly Reign[] }) {
  const query = updateQuery('', { range: getRange(useAddress().range).slug });
  if (reigns.length === 0) return null;
  const longest = Math.max(...reigns.map(({ weeks }) => weeks));
  return (
    <Section
      title="Number ones"
      tally={reigns.length}
      hint="Who led the weekly charts, and for how long. Weeks run from Monday to Sunday."
    >
      <ol className="reigns">
        {reigns.map(({ artist, weeks, first, last }) => (
          <li key={first.monday}>
            <Link className="reign-days" href={`/week/${formatWeek(first)}${query}`}>
              {formatDayRange(first.monday, last.sunday, 'short')}
            </Link>
            <Artwork artist={artist} size="small" />
            <div>
              <p>
                <ArtistLink artist={artist} />
                <span className="reign-weeks">{formatCount(weeks, 'week')}</span>
              </p>
              <PointsBar share={weeks / longest} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
