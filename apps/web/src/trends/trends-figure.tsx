import { useRef } from 'react';
import { Link } from 'wouter';
import { BumpChart } from '../bump-chart/bump-chart.js';
import { getSource, type Interval, PERIODS, type Series } from '../bump-chart/series.js';
import { ReconstructedMark } from '../design/source-note.js';
import type { TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { formatDay } from '../words/days.js';
import { formatCount } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { ArtistTrend } from './trends.query.js';
import { getTrendsCard, getTrendsTable } from './trends-share.js';
import { TrendsTable } from './trends-table.js';

interface TrendsFigureProps {
  readonly trends: readonly ArtistTrend[];
  readonly range: TimeRange;
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** The day of the newest snapshot. */
  readonly newest: string;
  readonly isTable: boolean;
  /** The number of ranks on the axis. Null fits all ranks. */
  readonly ranks: number | null;
}

/** Ranks over time as a chart or a table, with a legend. */
export function TrendsFigure({ trends, range, slots, interval, newest, isTable, ranks }: TrendsFigureProps) {
  const figure = useRef<HTMLElement>(null);
  const series: Series[] = trends.map(({ id, name, rankHistory }) => ({ id, name, points: rankHistory }));
  const points = series[0]?.points ?? [];
  const missing = points.filter(({ observed }) => !observed).length;
  const isEmpty = !series.some((each) => each.points.some(({ rank }) => rank !== null));
  const period = PERIODS[interval];
  const caption = `Ranks of ${formatCount(series.length, 'artist')} by ${period}`;
  if (series.length === 0) return null;
  return (
    <figure className="trends-figure" ref={figure}>
      {isTable ? (
        <TrendsTable all={series} interval={interval} caption={caption} />
      ) : (
        <BumpChart
          // Other periods reset the cursor.
          key={`${interval} ${points[0]?.day} ${points.length}`}
          all={series}
          slots={slots}
          interval={interval}
          ranks={ranks}
          label={`${caption}, as a chart`}
        />
      )}
      <figcaption>
        {getSource(series) !== 'SPOTIFY' && (
          <span className="key">
            {!isTable && <ReconstructedMark />}
            <Link href="/account#past">Reconstructed</Link>
          </span>
        )}
        {isEmpty && <span className="key">None of these artists is on the charts of these days.</span>}
        {missing > 0 && (
          <span className="key">
            <i className="key-gap" aria-hidden="true" />
            <span>
              {formatCount(missing, period)} without a snapshot (<Link href="/coverage">see why</Link>)
            </span>
          </span>
        )}
        {!isTable && (
          <span className="key">
            <i className="key-off" aria-hidden="true" />
            {ranks === null
              ? 'off: not on the chart'
              : `${ranks + 1}+: No. ${ranks + 1} or lower, or not on the chart`}
          </span>
        )}
        <span className="key">Newest snapshot: {formatDay(newest)}</span>
        <Share
          name={`trends-${getRange(range).slug}-${newest}`}
          card={() => ({ kind: 'trends', ...getTrendsCard({ all: series, slots, interval, ranks, range }) })}
          files={[
            ...(isTable
              ? []
              : [
                  {
                    label: 'Ranks over time (drawing)',
                    drawing: () => figure.current?.querySelector<SVGSVGElement>('.bump > svg') ?? null,
                  },
                ]),
            { label: 'Ranks over time (table)', table: () => getTrendsTable(series, interval) },
          ]}
        />
      </figcaption>
    </figure>
  );
}
