import '../design/artist-table.css';
import './year.css';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { LinkTabs, RangeTabs } from '../design/tabs.js';
import { useTimezone } from '../shell/viewer.js';
import { isoWeekOf } from '../week/iso-week.js';
import { todayIn } from '../words/instants.js';
import { getFirstDay } from '../words/source.js';
import { listYears, parseYear } from './iso-year.js';
import { YearEndSkeleton } from './podium.js';
import { YearEnd } from './year-end.js';
import { YEARS } from './year-end.query.js';

/** The year-end chart: the weekly charts of a year, added up. */
export function YearPage() {
  const address = useAddress();
  const today = todayIn(useTimezone());
  const variables = { range: address.range };
  const query = useQuery({ query: YEARS, variables });
  const [{ data, error }] = query;
  const newest = data?.chart?.day;
  const firstDay = data?.viewer ? getFirstDay(data.viewer.coverage) : null;
  const years = newest === undefined ? [] : listYears(firstDay, newest);
  const thisYear = isoWeekOf(today).year;
  const year = parseYear(address.get('year'), years, thisYear) ?? years[0];
  return (
    <Page
      title={year === undefined ? 'Year-end chart' : `Year-end chart ${year}`}
      lead="Each weekly chart gives points: 50 for number one, 49 for number two, down to 1. These are points, not plays: Spotify doesn’t share play counts."
      controls={
        <>
          <RangeTabs selected={address.range} />
          {(years.length > 1 || year !== years[0]) && (
            <LinkTabs
              label="Year"
              areMany
              tabs={years.map((each) => ({
                label: String(each),
                to: { year: each === years[0] ? null : String(each) },
                isCurrent: each === year,
              }))}
            />
          )}
        </>
      }
    >
      <QueryResult query={query} placeholder={<YearEndSkeleton />}>
        {() =>
          newest === undefined || year === undefined ? (
            !error && (
              <Notice tone="calm" title="No weekly chart yet">
                <p>
                  A week’s chart is its last snapshot, so your first snapshot makes the first one.{' '}
                  <Link href="/coverage">See when the next snapshot is due</Link>.
                </p>
              </Notice>
            )
          ) : (
            <YearEnd range={address.range} year={year} isCurrent={year === thisYear} />
          )
        }
      </QueryResult>
      {newest === undefined && <OpenQuery document={YEARS} variables={variables} />}
    </Page>
  );
}
