import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { MAX_LINES } from '../bump-chart/slots.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Section } from '../design/page.js';
import { ReconstructedNote } from '../design/source-note.js';
import { QueryResult } from '../design/query-result.js';
import type { TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { trendsLink } from '../trends/selection.js';
import { getRange } from '../words/range.js';
import { getWidestSpan } from './iso-year.js';
import { NumberOnes } from './number-ones.js';
import { Podium, PODIUM, YearEndSkeleton } from './podium.js';
import { countReconstructedWeeks, getReigns } from './reigns.js';
import { drawYear } from './year-drawing.js';
import { YEAR_END } from './year-end.query.js';
import { YearEndTable } from './year-end-table.js';
import { getReignsTable, getYearCard, getYearTable } from './year-share.js';
import { describeReconstructedWeeks, describeWeeks, explainWeeks } from './year-text.js';

interface YearEndProps {
  readonly range: TimeRange;
  readonly year: number;
  /** Whether it is the running year. */
  readonly isCurrent: boolean;
}

const INITIAL_COUNT = 20;
const MAX_COUNT = 100;

/** The entries of a year-end chart, and the number ones of its weeks. */
export function YearEnd({ range, year, isCurrent }: YearEndProps) {
  const address = useAddress();
  const isExpanded = address.get('places') === 'more';
  // One more than is shown says whether there are more.
  const first = isExpanded ? MAX_COUNT : INITIAL_COUNT + 1;
  const variables = { range, year, first, ...getWidestSpan(year) };
  const query = useQuery({ query: YEAR_END, variables });
  return (
    <>
      <QueryResult query={query} placeholder={<YearEndSkeleton />}>
        {({ yearEndChart, charts }) => {
          if (!yearEndChart && query[0].error) return null;
          if (!yearEndChart) return <NoYearEnd year={year} />;
          const { weeksCounted } = yearEndChart;
          const entries = yearEndChart.entries.slice(0, isExpanded ? MAX_COUNT : INITIAL_COUNT);
          const hasMore = entries.length < yearEndChart.entries.length;
          const reigns = getReigns(yearEndChart.year, charts?.nodes ?? []);
          const reconstructedWeeks = countReconstructedWeeks(yearEndChart.year, charts?.nodes ?? []);
          const reconstructed = describeReconstructedWeeks(reconstructedWeeks, weeksCounted);
          if (entries.length === 0) return <NoArtists range={range} year={year} />;
          const most = entries[0]?.points ?? 1;
          const rest = entries.slice(PODIUM);
          const artists = entries.map(({ artist }) => artist.id);
          const span = { range: getRange(range).slug, from: `${year}-01-01`, to: `${year}-12-31` };
          return (
            <>
              <Section
                title="Full chart"
                hint={`${describeWeeks(weeksCounted, reigns, isCurrent)} ${explainWeeks(weeksCounted)}`}
              >
                {reconstructed !== null && <ReconstructedNote>{reconstructed}</ReconstructedNote>}
                <Podium entries={entries.slice(0, PODIUM)} weeksCounted={weeksCounted} />
                {rest.length > 0 && <YearEndTable entries={rest} most={most} weeksCounted={weeksCounted} />}
                <div className="to-trends year-actions">
                  <Link href={trendsLink(artists, span)}>
                    {entries.length > MAX_LINES ? `See the top ${MAX_LINES} over time` : 'See them over time'}
                  </Link>
                  <Share
                    name={`year-${getRange(range).slug}-${year}`}
                    card={() => ({
                      kind: 'list',
                      ...getYearCard({ ...yearEndChart, reconstructedWeeks, entries }, range),
                    })}
                    files={[
                      {
                        label: hasMore ? `First ${entries.length} (drawing)` : 'Full chart (drawing)',
                        svg: () => drawYear({ ...yearEndChart, reconstructedWeeks, entries }, range),
                      },
                      {
                        label: hasMore ? `First ${entries.length} (table)` : 'Full chart (table)',
                        table: () => getYearTable({ entries }),
                      },
                      {
                        label: 'Number ones (table)',
                        suffix: 'number-ones',
                        table: () => getReignsTable(reigns),
                      },
                    ]}
                  />
                </div>
                {hasMore && (
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
      <OpenQuery document={YEAR_END} variables={variables} />
    </>
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

function NoArtists({ range, year }: Pick<YearEndProps, 'range' | 'year'>) {
  return (
    <Notice tone="calm" title={`No top artists in ${year}`}>
      <p>
        Spotify’s lists of this range were empty.
        {range !== 'LONG_TERM' && ' The longer ranges may already have some.'}
      </p>
    </Notice>
  );
}
