import { type CombinedError, useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { describeDistance } from '../chart/chart-text.js';
import { MeasureList } from '../chart/summary.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { isFor, QueryResult } from '../design/query-result.js';
import { SourceNote } from '../design/source-note.js';
import { Share } from '../share/share.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { getFirstDay } from '../words/source.js';
import { chooseDays, type ChosenDays, describeDays } from './chosen-days.js';
import './compare.css';
import { CompareControls } from './compare-controls.js';
import { drawCompare, getCompareTable } from './compare-share.js';
import { type ChartAnswer, COMPARE, type ComparedCharts } from './compare.query.js';
import { SlopeGraph } from './slope-graph.js';
import { getSlopes } from './slopes.js';

/** The charts of two days side by side. Range and days are in the address. */
export function ComparePage() {
  const { range, getDay } = useAddress();
  const chosen = chooseDays(getDay('from'), getDay('to'));
  const variables = { range, on: chosen.to, comparedTo: chosen.isEqual ? null : chosen.from };
  const query = useQuery({ query: COMPARE, variables });
  const [{ data, error }] = query;
  const isCurrent = isFor(query[0], variables);
  const chart = data?.chart;
  const baseline = chosen.isEqual ? null : chart?.comparedTo;
  const shown = { from: baseline?.day ?? null, to: chosen.isEqual ? null : (chart?.day ?? null) };
  const from = isCurrent ? (shown.from ?? chosen.from) : (chosen.from ?? shown.from);
  const to = isCurrent ? (shown.to ?? chosen.to) : (chosen.to ?? shown.to);
  return (
    <Page
      title="Compare two days"
      kicker={chart && baseline ? `${describeDistance(baseline.day, chart.day)} apart` : 'Side by side'}
      isBusy={data !== undefined && !isCurrent}
      controls={
        <CompareControls
          from={from}
          to={to}
          since={data?.viewer ? getFirstDay(data.viewer.coverage) : null}
        />
      }
    >
      {isSameSnapshot(error) && !isCurrent ? (
        <CompareSkeleton />
      ) : isSameSnapshot(error) ? (
        <Notice tone="calm" title="Both days have the same snapshot">
          <p>
            There is no snapshot after {formatDay(chosen.from ?? '')} up to{' '}
            {chosen.to === null ? 'today' : formatDay(chosen.to)}, so there is nothing to compare.{' '}
            <Link href="/coverage">See which days are recorded</Link>.
          </p>
        </Notice>
      ) : (
        <QueryResult query={query} placeholder={<CompareSkeleton />}>
          {(answer) =>
            (answer.chart || !error) && (
              <Comparison chart={answer.chart} chosen={chosen} isCurrent={isCurrent && !error} />
            )
          }
        </QueryResult>
      )}
      <OpenQuery document={COMPARE} variables={variables} />
    </Page>
  );
}

/** The placeholder of both lists, in their size. */
function CompareSkeleton() {
  return (
    <div className="compare-skeleton skeleton" role="status">
      <span className="spoken">Loading</span>
    </div>
  );
}

/** The API only compares with a chart before the later one. */
function isSameSnapshot(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors[0]?.extensions?.['argument'] === 'comparedTo';
}

interface ComparisonProps {
  readonly chart: ChartAnswer | null;
  readonly chosen: ChosenDays;
  /** False while the answer for the address loads, and this is the previous one. */
  readonly isCurrent: boolean;
}

/** Both charts, or why there are not two. */
function Comparison({ chart, chosen, isCurrent }: ComparisonProps) {
  if (chosen.isEqual) {
    return (
      <Notice tone="calm" title="Both days are the same">
        <p>Choose an earlier day to see what changed.</p>
      </Notice>
    );
  }
  if (!isCurrent && !chart?.comparedTo?.entries.length) return <CompareSkeleton />;
  if (!chart) return <NoSnapshot day={chosen.to} />;
  const { comparedTo } = chart;
  if (!comparedTo) return <NoSnapshot day={chosen.from} />;
  if (chart.entries.length === 0 && comparedTo.entries.length === 0) {
    return <Notice tone="calm" title="Spotify had no top artists for you on either day" />;
  }
  const charts = { ...chart, comparedTo };
  const remarks = isCurrent ? describeDays(chosen, { from: comparedTo.day, to: chart.day }) : [];
  return (
    <>
      {remarks.map((remark) => (
        <p key={remark} className="note">
          {remark}
        </p>
      ))}
      <SourceNote chart={charts} />
      <MeasureList chart={chart} />
      <SlopeGraph chart={charts} />
      {isCurrent && (
        <div className="actions">
          <ExportCompare chart={charts} />
        </div>
      )}
    </>
  );
}

/** Exports the drawing and the table. */
function ExportCompare({ chart }: { readonly chart: ComparedCharts }) {
  const { slug } = getRange(useAddress().range);
  const days = { from: chart.comparedTo, to: chart };
  return (
    <Share
      name={`compare-${slug}-${days.from.day}-${days.to.day}`}
      files={[
        { label: 'Both charts (drawing)', svg: () => drawCompare(getSlopes(chart), days) },
        { label: 'Both charts (table)', table: () => getCompareTable(getSlopes(chart), days) },
      ]}
    />
  );
}

/** There is no chart of one of the days. Null: no day was chosen. */
function NoSnapshot({ day }: { readonly day: string | null }) {
  if (day === null) {
    return (
      <Notice tone="calm" title="There is nothing to compare yet">
        <p>A comparison needs snapshots of two days. Headliner takes one each day.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title={`No snapshot on or before ${formatDay(day)}`}>
      <p>Your history starts later. Choose a later day.</p>
    </Notice>
  );
}
