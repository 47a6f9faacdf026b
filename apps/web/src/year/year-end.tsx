import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { MAX_LINES } from '../bump-chart/slots.js';
import { ArtistLink } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { Section } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import type { TimeRange } from '../graphql/graphql.js';
import { trendsLink } from '../trends/selection.js';
import { formatDayRange } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { getWidestSpan } from './iso-year.js';
import { getReigns, type Reign, weeksAtNumberOne } from './reigns.js';
import { YEAR_END } from './year-end.query.js';
import { YearEndTable } from './year-end-table.js';

interface YearEndProps {
  readonly range: TimeRange;
  readonly year: number;
  /** Whether the year is not over. */
  readonly isCurrent: boolean;
}

const INITIAL_COUNT = 20;
const MAX_COUNT = 100;

/** The entries of a year-end chart, and the number ones of its weeks. */
export function YearEnd({ range, year, isCurrent }: YearEndProps) {
  const address = useAddress();
  const isExpanded = address.get('places') === 'more';
  const first = isExpanded ? MAX_COUNT : INITIAL_COUNT;
  const query = useQuery({ query: YEAR_END, variables: { range, year, first, ...getWidestSpan(year) } });
  return (
    <QueryResult query={query}>
      {({ yearEndChart, charts }) => {
        if (!yearEndChart) return <NoYearEnd year={year} />;
        const { entries, weeksCounted } = yearEndChart;
        const reigns = getReigns(yearEndChart.year, charts?.nodes ?? []);
        const artists = entries.map(({ artist }) => artist.id);
        const span = { range: getRange(range).slug, from: `${year}-01-01`, to: `${year}-12-31` };
        return (
          <>
            <Section title="Full chart" hint={describeWeeks(weeksCounted, isCurrent)}>
              <YearEndTable entries={entries} atNumberOne={weeksAtNumberOne(reigns)} />
              <p className="to-trends">
                <Link href={trendsLink(artists, span)}>
                  See the top {Math.min(entries.length, MAX_LINES)} over time
                </Link>
              </p>
              {!isExpanded && entries.length === INITIAL_COUNT && (
                <p className="actions">
                  <button
                    type="button"
                    className="button quiet"
                    onClick={() => address.navigate({ places: 'more' })}
                  >
                    Show more
                  </button>
                </p>
              )}
            </Section>
            <NumberOnes reigns={reigns} />
          </>
        );
      }}
    </QueryResult>
  );
}

function describeWeeks(weeks: number, isCurrent: boolean): string {
  const counted = `${formatCount(weeks, 'weekly chart')}${isCurrent ? ' so far' : ''}`;
  return `${counted}. Weeks without a snapshot don’t count.`;
}

function NumberOnes({ reigns }: { readonly reigns: readonly Reign[] }) {
  if (reigns.length === 0) return null;
  const longest = Math.max(...reigns.map(({ weeks }) => weeks));
  return (
    <Section title="Number ones" tally={reigns.length} hint="Who led the weekly charts, and for how long.">
      <ol className="reigns">
        {reigns.map(({ artist, weeks, from, to }) => (
          <li key={from}>
            <span className="reign-days">{formatDayRange(from, to, 'short')}</span>
            <ArtistLink artist={artist} />
            <span className="reign-weeks">{formatCount(weeks, 'week')}</span>
            <svg className="points-bar" width="100%" height="4" aria-hidden="true">
              <rect width={`${((100 * weeks) / longest).toFixed(2)}%`} height="4" />
            </svg>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function NoYearEnd({ year }: { readonly year: number }) {
  const address = useAddress();
  return (
    <Notice tone="calm" title={`Nothing recorded in ${year}`}>
      <p>
        No week of {year} has a snapshot.{' '}
        <Link href={address.link({ year: null })}>Go to the newest year</Link>.
      </p>
    </Notice>
  );
}
