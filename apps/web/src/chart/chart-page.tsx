import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistLink, Artwork } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { isFor, QueryResult } from '../design/query-result.js';
import { SourceNote } from '../design/source-note.js';
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
  const isCurrent = isFor(query[0], variables);
  const chart = data?.chart;
  const isLoading = data === undefined && error === undefined;
  return (
    <Page
      title={chart ? `Your chart, ${formatDay(chart.day)}` : 'Your chart'}
      {...(isLoading ? LOADING : chart && describeHead(chart))}
      controls={<ChartControls answer={data} isLoading={isLoading} today={today} />}
      isBusy={!isLoading && !isCurrent}
    >
      <QueryResult query={query} placeholder={<ChartSkeleton />}>
        {(answer) => {
          if (answer.chart) {
            return (
              <>
                {isCurrent && !error && <Freshness chart={answer.chart} today={today} onTaken={refetch} />}
                {isCurrent && <SourceNote chart={answer.chart} />}
                <ChartView
                  key={address.range}
                  chart={answer.chart}
                  isCurrent={isCurrent && !error}
                  range={address.range}
                  today={today}
                />
              </>
            );
          }
          if (!isCurrent) return <ChartSkeleton />;
          if (error) return null;
          return (
            <NoChart nextSnapshotAt={answer.viewer?.coverage.nextSnapshotAt ?? null} onTaken={refetch} />
          );
        }}
      </QueryResult>
      <OpenQuery document={CHART} variables={variables} />
    </Page>
  );
}

/** Blank parts of the head, so that nothing moves when the chart arrives. */
const LOADING = { picture: <i className="blank" />, kicker: '\u00a0', lead: '\u00a0' };

/** The head of a page with a chart: its number one, and its day. */
function describeHead({ day, entries: [first] }: ChartData) {
  if (!first) return { kicker: formatDay(day, 'full') };
  return {
    heading: <ArtistLink artist={first.artist} />,
    picture: <Artwork artist={first.artist} size="large" sizes="(max-width: 36rem) 4rem, 8rem" />,
    kicker: `Number one · ${formatDay(day, 'full')}`,
    lead: <Reign entry={first} />,
  };
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
  // Without the listener's time zone, today is not known.
  if (!viewer || on === chart.day) return null;
  if (on !== null && on >= today) {
    return (
      <Notice tone="calm" title={`No snapshot for ${formatDay(on)} yet`}>
        <p>This is your newest chart.</p>
      </Notice>
    );
  }
  if (on !== null) {
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
      {viewer.snapshotsPaused ? (
        <p>
          Daily snapshots are paused. <Link href="/account#snapshots">Resume them</Link> to record new days.
        </p>
      ) : (
        <p>
          No snapshot has been taken since. <Link href="/coverage">See why</Link>.
        </p>
      )}
      {viewer.connection.status !== 'REAUTHORIZATION_REQUIRED' && <TakeSnapshot onTaken={onTaken} />}
    </Notice>
  );
}
