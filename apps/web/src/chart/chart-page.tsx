import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistLink, Artwork } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { useTimezone, useViewer } from '../shell/viewer.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { daysBetween, formatDay } from '../words/days.js';
import { todayIn } from '../words/instants.js';
import { formatCount } from '../words/numbers.js';
import { ChartControls } from './chart-controls.js';
import { CHART, type ChartData } from './chart-query.js';
import { ChartSkeleton, ChartView } from './chart-view.js';

import { NoChart } from './no-chart.js';
import { Reign } from './summary.js';

/** The chart of a day, compared with an earlier one, under the name of its number one. */
export function ChartPage() {
  const address = useAddress();
  const today = todayIn(useTimezone());
  const variables = {
    range: address.range,
    on: address.getDay('on'),
    comparedTo: address.getDay('comparedTo'),
  };
  const query = useQuery({ query: CHART, variables });
  const [{ data, error }, execute] = query;
  const refetch = (): void => execute({ requestPolicy: 'network-only' });
  const chart = data?.chart;
  const first = chart?.entries[0];
  const isLoading = data === undefined && error === undefined;
  return (
    <Page
      title={chart ? `Your chart, ${formatDay(chart.day)}` : 'Your chart'}
      heading={first ? <ArtistLink artist={first.artist} /> : 'Your chart'}
      picture={
        first ? (
          <Artwork artist={first.artist} size="large" />
        ) : isLoading ? (
          <i className="blank" />
        ) : undefined
      }
      kicker={chart && `${first ? 'Number one · ' : ''}${formatDay(chart.day, 'full')}`}
      lead={first && <Reign entry={first} />}
      controls={<ChartControls answer={data} isLoading={isLoading} today={today} />}
    >
      <QueryResult query={query} placeholder={<ChartSkeleton />}>
        {(answer) =>
          answer.chart ? (
            <>
              <Freshness chart={answer.chart} today={today} onTaken={refetch} />
              <ChartView key={address.range} chart={answer.chart} range={address.range} today={today} />
            </>
          ) : (
            <NoChart nextSnapshotAt={answer.viewer?.coverage.nextSnapshotAt ?? null} onTaken={refetch} />
          )
        }
      </QueryResult>
      <OpenQuery document={CHART} variables={variables} />
    </Page>
  );
}

interface FreshnessProps {
  readonly chart: Pick<ChartData, 'day'>;
  readonly today: string;
  readonly onTaken: () => void;
}

/** A notice if the chart is of an earlier day than requested, or if the newest one is old. */
function Freshness({ chart, today, onTaken }: FreshnessProps) {
  const viewer = useViewer();
  const on = useAddress().getDay('on');
  if (on !== null) {
    if (on === chart.day) return null;
    return (
      <Notice tone="calm" title={`No snapshot for ${formatDay(on)}`}>
        <p>
          This is the newest chart before that day. <Link href="/coverage">See why it is missing</Link>.
        </p>
      </Notice>
    );
  }
  const age = daysBetween(chart.day, today);
  // Today's snapshot may still be taken.
  if (age <= 1) return null;
  return (
    <Notice tone="calm" title={`Your newest snapshot is ${formatCount(age, 'day')} old`}>
      {viewer?.snapshotsPaused ? (
        <p>
          Daily snapshots are paused. <Link href="/account#snapshots">Resume them</Link> to record new days.
        </p>
      ) : (
        <p>
          No snapshot has been taken since. <Link href="/coverage">See why</Link>.
        </p>
      )}
      {viewer?.connection.status !== 'REAUTHORIZATION_REQUIRED' && <TakeSnapshot onTaken={onTaken} />}
    </Notice>
  );
}
