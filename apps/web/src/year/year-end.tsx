import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { Changes } from '../address/changed.js';
import { useAddress } from '../address/search.js';
import { MOST_LINES } from '../bump-chart/slots.js';
import { Answer } from '../design/answer.js';
import { Section } from '../design/section.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { trendsOf } from '../trends/selection.js';
import { count } from '../words/count.js';
import { wordsOf } from '../words/range.js';
import { widestSpan } from './iso-year.js';
import { NumberOnes } from './number-ones.js';
import { reignsOf, weeksAtNumberOne } from './reigns.js';
import { NothingThatYear } from './states.js';
import { YEAR_END } from './year-end.query.js';
import { YearEndTable } from './year-end-table.js';

interface Props {
  readonly range: TimeRange;
  readonly year: number;
  /** Whether the year is not over. */
  readonly isCurrent: boolean;
}

const AT_FIRST = 20;
const AT_MOST = 100;

/** A year's places, and who was at number one when. */
export function YearEnd({ range, year, isCurrent }: Props) {
  const address = useAddress();
  const showsMore = address.get('places') === 'more';
  const first = showsMore ? AT_MOST : AT_FIRST;
  const answer = useQuery({ query: YEAR_END, variables: { range, year, first, ...widestSpan(year) } });
  return (
    <Answer to={answer}>
      {({ yearEndChart, charts }) => {
        if (!yearEndChart) return <NothingThatYear year={year} />;
        const { entries, weeksCounted } = yearEndChart;
        const reigns = reignsOf(yearEndChart.year, charts?.nodes ?? []);
        const hasMore = !showsMore && entries.length === AT_FIRST;
        return (
          <>
            <Section title="The places" hint={weeksWords(weeksCounted, isCurrent)}>
              <YearEndTable entries={entries} atNumberOne={weeksAtNumberOne(reigns)} />
              <p className="to-trends">
                <Link
                  href={trendsOf(
                    entries.map(({ artist }) => artist.id),
                    spanOf(range, year),
                  )}
                >
                  See the first {Math.min(entries.length, MOST_LINES)} over time
                </Link>
              </p>
              {hasMore && (
                <p className="actions">
                  <button
                    type="button"
                    className="button quiet"
                    onClick={() => address.go({ places: 'more' })}
                  >
                    More places
                  </button>
                </p>
              )}
            </Section>
            <NumberOnes reigns={reigns} />
          </>
        );
      }}
    </Answer>
  );
}

function spanOf(range: TimeRange, year: number): Changes {
  return { range: wordsOf(range).inAddress, from: `${year}-01-01`, to: `${year}-12-31` };
}

function weeksWords(weeks: number, isCurrent: boolean): string {
  const counted = `${count(weeks, 'weekly chart')} ${weeks === 1 ? 'counts' : 'count'}`;
  const others = 'Weeks in which nothing was recorded have no part in it.';
  return isCurrent ? `${counted} so far. ${others}` : `${counted}. ${others}`;
}
