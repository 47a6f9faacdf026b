import './trends.css';
import { useQuery } from 'urql';
import { useAddress } from '../address/use-address.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { NoSnapshots, TrendsSkeleton } from './empty-states.js';
import { Trends } from './trends.js';
import { CHOICE } from './trends.query.js';

/** Ranks of artists over time. */
export function TrendsPage() {
  const { range } = useAddress();
  const query = useQuery({ query: CHOICE, variables: { range } });
  return (
    <Page title="Trends" lead="Ranks over time, number one on top.">
      <QueryResult query={query} placeholder={<TrendsSkeleton hasControls />}>
        {({ chart, viewer }) =>
          chart && viewer ? (
            <Trends
              range={range}
              newest={chart.day}
              onChart={chart.entries.map(({ rank, artist }) => ({ ...artist, rank }))}
              coverage={viewer.coverage}
              isOfRange={!query[0].fetching}
            />
          ) : (
            !query[0].error && <NoSnapshots />
          )
        }
      </QueryResult>
      {!query[0].data?.chart && <OpenQuery document={CHOICE} variables={{ range }} />}
    </Page>
  );
}
