import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { Page } from '../design/page.js';
import { useViewer } from '../shell/viewer.js';
import { inWords } from '../words/day.js';
import { todayIn } from '../words/instant.js';
import { wordsOf } from '../words/range.js';
import { ChartControls } from './chart-controls.js';
import { CHART } from './chart-query.js';
import { ChartSkeleton } from './chart-skeleton.js';
import { ChartView } from './chart-view.js';
import { distanceWords } from './chart-words.js';
import { Freshness } from './freshness.js';
import { NoChart } from './no-chart.js';

/** The chart of a day, read against an earlier one. */
export function ChartPage() {
  const address = useAddress();
  const today = todayIn(useViewer()?.timezone ?? 'UTC');
  const answer = useQuery({
    query: CHART,
    variables: { range: address.range, on: address.day('on'), comparedTo: address.day('comparedTo') },
  });
  const [{ data }, ask] = answer;
  const again = (): void => ask({ requestPolicy: 'network-only' });
  const chart = data?.chart;
  return (
    <Page
      title={chart ? inWords(chart.day, 'long') : 'Your chart'}
      kicker={`Your chart · ${wordsOf(address.range).label}`}
      lead={
        chart?.comparedTo &&
        `Against ${inWords(chart.comparedTo.day, 'long')}, ${distanceWords(chart.comparedTo.day, chart.day)}.`
      }
      controls={<ChartControls answer={data} today={today} />}
    >
      <Answer to={answer} meanwhile={<ChartSkeleton />}>
        {(found) =>
          found.chart ? (
            <>
              <Freshness chart={found.chart} today={today} onTaken={again} />
              <ChartView key={address.range} chart={found.chart} />
            </>
          ) : (
            <NoChart nextSnapshotAt={found.viewer?.coverage.nextSnapshotAt ?? null} onTaken={again} />
          )
        }
      </Answer>
    </Page>
  );
}
