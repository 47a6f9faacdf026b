import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { ArtistRow, Fact } from '../design/artist-row.js';
import { Movement } from '../design/movement.js';
import { Page } from '../design/page.js';
import { RangeTabs } from '../design/range-tabs.js';
import { graphql } from '../graphql/graphql.js';

const CHART = graphql(`
  query Chart($range: TimeRange!) {
    chart(range: $range) {
      day
      entries(first: 50) {
        rank
        rankChange
        status
        peakRank
        weeksOnChart
        artist {
          id
          name
          imageUrl
          spotifyUrl
        }
      }
    }
  }
`);

export function ChartPage() {
  const { range } = useAddress();
  const chart = useQuery({ query: CHART, variables: { range } });
  return (
    <Page title="Your chart" controls={<RangeTabs />}>
      <Answer to={chart}>
        {({ chart: found }) => (
          <ol className="rows">
            {found?.entries.map((entry) => (
              <ArtistRow
                key={entry.artist.id}
                artist={entry.artist}
                rank={entry.rank}
                moved={<Movement {...entry} />}
              >
                <Fact name="Peak">{entry.peakRank}</Fact>
                <Fact name="Weeks">{entry.weeksOnChart}</Fact>
              </ArtistRow>
            ))}
          </ol>
        )}
      </Answer>
    </Page>
  );
}
