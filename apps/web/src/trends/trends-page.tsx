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
  const { range, getDay } = useAddress();
  const variables = { range, on: getDay('to') };
  const query = useQuery({ query: CHOICE, variables });
  return (
    <Page title="Trends" lead="Ranks over time, number one on top.">
      <QueryResult query={query} placeholder={<TrendsSkeleton hasControls />}>
        {({ newest, chart, viewer }) =>
          newest && viewer && (chart || !query[0].error) ? (
            <Trends
              range={range}
              newest={newest.day}
              onChart={chart?.entries.map(({ rank, artist }) => ({ ...artist, rank })) ?? []}
              coverage={viewer.coverage}
              isOfRange={!query[0].fetching}
            />
          ) : (
            !query[0].error && <NoSnapshots />
          )
        }
      </QueryResult>
      {!query[0].data?.newest && <OpenQuery document={CHOICE} variables={variables} />}
    </Page>
  );
}
