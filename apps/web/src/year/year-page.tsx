import '../design/standings.css';
import './year.css';
import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { LinkTabs } from '../design/link-tabs.js';
import { Page } from '../design/page.js';
import { RangeTabs } from '../design/range-tabs.js';
import { yearsBetween } from './iso-year.js';
import { NothingRecorded } from './states.js';
import { YearEnd } from './year-end.js';
import { YEARS } from './year-end.query.js';

/** The weekly charts of a year, added up. */
export function YearPage() {
  const address = useAddress();
  const answer = useQuery({ query: YEARS, variables: { range: address.range } });
  const [{ data }] = answer;
  const newest = data?.chart?.day;
  const years = newest === undefined ? [] : yearsBetween(data?.viewer?.coverage.since ?? null, newest);
  const year = yearIn(address.get('year')) ?? years[0];
  return (
    <Page
      title={year === undefined ? 'Chart of the year' : `The chart of ${year}`}
      lead="Every week’s chart gives points: 50 to number one, 49 to number two, down to 1. They are points, and not plays: Spotify tells nobody how often you listened."
      controls={
        <>
          <RangeTabs />
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
      <Answer to={answer}>
        {() =>
          newest === undefined || year === undefined ? (
            <NothingRecorded />
          ) : (
            <YearEnd range={address.range} year={year} isCurrent={year === years[0]} />
          )
        }
      </Answer>
    </Page>
  );
}

/** A year as the API takes it; null for anything else. */
function yearIn(text: string | null): number | null {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null;
}
