import { Link } from 'wouter';
import { BumpChart } from '../bump-chart/bump-chart.js';
import {
  formatPeriod,
  getPointState,
  type Interval,
  PERIODS,
  type RankPoint,
  type Series,
} from '../bump-chart/series.js';
import { LinkTabs } from '../design/tabs.js';
import { formatDay } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import type { ArtistTrend } from './trends.query.js';

interface TrendsFigureProps {
  readonly trends: readonly ArtistTrend[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** The day of the newest snapshot. */
  readonly newest: string;
  readonly isTable: boolean;
}

/** Ranks over time as a chart or a table, with a legend. */
export function TrendsFigure({ trends, slots, interval, newest, isTable }: TrendsFigureProps) {
  const series: Series[] = trends.map(({ id, name, rankHistory }) => ({ id, name, points: rankHistory }));
  const points = series[0]?.points ?? [];
  const missing = points.filter(({ observed }) => !observed).length;
  const period = PERIODS[interval];
  const caption = `Ranks of ${formatCount(series.length, 'artist')} by ${period}`;
  if (series.length === 0) return null;
  return (
    <figure className="trends-figure">
      {isTable ? (
        <TrendsTable all={series} interval={interval} caption={caption} />
      ) : (
        <BumpChart
          // Other periods reset the cursor.
          key={`${interval} ${points[0]?.day} ${points.length}`}
          all={series}
          slots={slots}
          interval={interval}
          label={`${caption}, as a chart`}
        />
      )}
      <figcaption>
        {missing > 0 && (
          <span className="key">
            <i className="key-gap" aria-hidden="true" />
            {formatCount(missing, period)} without a snapshot (<Link href="/coverage">see why</Link>)
          </span>
        )}
        {!isTable && (
          <span className="key">
            <i className="key-off" aria-hidden="true" />
            off: not on the chart
          </span>
        )}
        <span className="key">Newest snapshot: {formatDay(newest)}</span>
        <LinkTabs
          label="View"
          tabs={[
            { label: 'Chart', to: { view: null }, isCurrent: !isTable },
            { label: 'Table', to: { view: 'table' }, isCurrent: isTable },
          ]}
        />
      </figcaption>
    </figure>
  );
}

interface TrendsTableProps {
  readonly all: readonly Series[];
  readonly interval: Interval;
  readonly caption: string;
}

/** The ranks as a table: a column for each artist, the newest period on top. */
function TrendsTable({ all, interval, caption }: TrendsTableProps) {
  const periods = (all[0]?.points ?? []).map((point, index) => ({ point, index })).toReversed();
  return (
    <div className="scroller" role="region" aria-label={caption} tabIndex={0}>
      <table className="trends-table">
        <caption className="spoken">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{{ DAY: 'Day', WEEK: 'Week to', MONTH: 'Month' }[interval]}</th>
            {all.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map(({ point, index }) => (
            <tr key={point.day} className={point.observed ? undefined : 'unknown'}>
              <th scope="row">
                {interval === 'MONTH' ? formatPeriod(point, interval) : formatDay(point.day)}
              </th>
              {point.observed ? (
                all.map(({ id, points }) => <Rank key={id} point={points[index] ?? point} />)
              ) : (
                <td colSpan={all.length}>No snapshot</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Rank({ point }: { readonly point: RankPoint }) {
  if (getPointState(point) === 'RANKED') return <td>{point.rank}</td>;
  return (
    <td className="off">
      <span aria-hidden="true">–</span>
      <span className="spoken">off the chart</span>
    </td>
  );
}
