import { useMemo } from 'react';
import { formatDay } from '../words/days.js';
import type { ComparedCharts } from './compare.query.js';
import { describeSlope } from './kind-texts.js';
import { getSlopes } from './slopes.js';

/** Both charts as a table, for screen readers: the drawing says the same. */
export function CompareTable({ chart }: { readonly chart: ComparedCharts }) {
  const slopes = useMemo(() => getSlopes(chart), [chart]);
  return (
    <div className="spoken">
      <table>
        <caption>Ranks on both days, and the change</caption>
        <thead>
          <tr>
            <th scope="col">Artist</th>
            <th scope="col">{formatDay(chart.comparedTo.day)}</th>
            <th scope="col">{formatDay(chart.day)}</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {slopes.map((slope) => (
            <tr key={slope.artist.id}>
              <th scope="row">{slope.artist.name}</th>
              <td>{slope.before ?? 'not on the chart'}</td>
              <td>{slope.after ?? 'not on the chart'}</td>
              <td>{describeSlope(slope)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
