import { useMemo } from 'react';
import './chart.css';
import './front.css';
import type { ChartShown } from './chart-query.js';
import { Entries } from './entries.js';
import { MoverSection } from './mover-section.js';
import { moversOf } from './movers.js';
import { NumberOne } from './number-one.js';
import { Summary } from './summary.js';

/** A chart: who is at the top, how much has changed, every place, and who moved. */
export function ChartView({ chart }: { readonly chart: ChartShown }) {
  const movers = useMemo(() => moversOf(chart.entries), [chart.entries]);
  const [first] = chart.entries;
  return (
    <>
      <div className="front">
        {first && <NumberOne entry={first} />}
        <Summary chart={chart} movers={movers} />
      </div>
      <div className="columns">
        <Entries entries={chart.entries} />
        {chart.comparedTo && (
          <div className="movers">
            <MoverSection id="climbers" title="Climbers" entries={movers.climbers} />
            <MoverSection id="fallers" title="Fallers" entries={movers.fallers} />
            <MoverSection
              id="new"
              title="New"
              entries={movers.newcomers}
              hint="Never on this chart before."
            />
            <MoverSection
              id="back"
              title="Returning"
              entries={movers.returning}
              hint="Gone for a while, and back."
            />
            <MoverSection
              id="out"
              title="Dropped out"
              entries={chart.dropouts}
              hint="In the chart compared to, and no longer in this one."
            />
          </div>
        )}
      </div>
    </>
  );
}
