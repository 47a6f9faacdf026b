import './trends.css';
import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { Page } from '../design/page.js';
import { ChartBeingDrawn, NothingRecorded } from './states.js';
import { Trends } from './trends.js';
import { CHOICE } from './trends.query.js';

/** Where artists stood over time. */
export function TrendsPage() {
  const { range } = useAddress();
  const choice = useQuery({ query: CHOICE, variables: { range } });
  return (
    <Page
      title="Trends"
      lead="Where artists stood over time, with number one on top. A line breaks where nothing was recorded, and leaves the chart at the bottom."
    >
      <Answer to={choice} meanwhile={<ChartBeingDrawn controls />}>
        {({ chart, viewer }) =>
          chart && viewer ? (
            <Trends
              range={range}
              newest={chart.day}
              onChart={chart.entries.map(({ rank, artist }) => ({ ...artist, rank }))}
              coverage={viewer.coverage}
              isOfRange={!choice[0].fetching}
            />
          ) : (
            <NothingRecorded />
          )
        }
      </Answer>
    </Page>
  );
}
