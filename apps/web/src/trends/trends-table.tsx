import { periodWords } from '../bump-chart/point-words.js';
import { type Interval, type RankPoint, type Series, standingOf } from '../bump-chart/series.js';
import { inWords } from '../words/day.js';

interface Props {
  readonly all: readonly Series[];
  readonly interval: Interval;
  readonly caption: string;
}

/** What the chart draws, as a table: a column for each artist, the newest period on top. */
export function TrendsTable({ all, interval, caption }: Props) {
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
              <th scope="row">{interval === 'MONTH' ? periodWords(point, interval) : inWords(point.day)}</th>
              {point.observed ? (
                all.map(({ id, points }) => <Place key={id} point={points[index] ?? point} />)
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

function Place({ point }: { readonly point: RankPoint }) {
  if (standingOf(point) === 'RANKED') return <td>{point.rank}</td>;
  return (
    <td className="off">
      <span aria-hidden="true">–</span>
      <span className="spoken">off the chart</span>
    </td>
  );
}
