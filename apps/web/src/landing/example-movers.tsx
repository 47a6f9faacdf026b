import type { ChartShown } from '../chart/chart-query.js';
import { MoverSection } from '../chart/mover-section.js';
import type { Movers } from '../chart/movers.js';

interface Props {
  readonly chart: ChartShown;
  readonly movers: Movers;
}

/** What became of whom in the example. */
export function ExampleMovers({ chart, movers }: Props) {
  return (
    <section className="example-movers" aria-label="Who moved in the example">
      <MoverSection id="climbers" title="Climbers" entries={movers.climbers} atFirst={3} />
      <MoverSection id="fallers" title="Fallers" entries={movers.fallers} atFirst={3} />
      <MoverSection
        id="others"
        title="New, back, and gone"
        entries={[...movers.newcomers, ...movers.returning, ...chart.dropouts]}
        atFirst={3}
      />
    </section>
  );
}
