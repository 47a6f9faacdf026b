import {
  formatPeriod,
  getPointState,
  isReconstructed,
  type Interval,
  type RankPoint,
  type Series,
} from '../bump-chart/series.js';
import { formatDay } from '../words/days.js';

interface TrendsTableProps {
  readonly all: readonly Series[];
  readonly interval: Interval;
  readonly caption: string;
}

/** The ranks as a table: a column for each artist, the newest period on top, reconstructed ones below a heading. */
export function TrendsTable({ all, interval, caption }: TrendsTableProps) {
  const periods = (all[0]?.points ?? []).map((point, index) => ({ point, index })).toReversed();
  const seam = periods.findIndex(({ point }) => isReconstructed(point));
  const parts = seam === -1 ? [periods] : [periods.slice(0, seam), periods.slice(seam)];
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
        {parts.map((part, number) => (
          <tbody key={number}>
            {number > 0 && (
              <tr className="seam">
                <th scope="rowgroup">Reconstructed</th>
                <td colSpan={all.length} />
              </tr>
            )}
            {part.map(({ point, index }) => (
              <tr key={point.day} className={point.observed ? undefined : 'unknown'}>
                <th scope="row">
                  {interval === 'MONTH' ? formatPeriod(point, interval) : formatDay(point.day, 'medium')}
                </th>
                {point.observed ? (
                  all.map(({ id, points }) => <Rank key={id} point={points[index] ?? point} />)
                ) : (
                  <td colSpan={all.length}>No snapshot</td>
                )}
              </tr>
            ))}
          </tbody>
        ))}
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
