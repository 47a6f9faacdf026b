import type { ChartShown } from '../chart/chart-query.js';
import { ArtistRow, Fact, Movement } from '../design/artist.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatDay } from '../words/days.js';
import { RANGES } from '../words/range.js';
import { MoverSection } from '../chart/mover-section.js';
import type { Movers } from '../chart/movers.js';
import { assignSlots } from '../bump-chart/slots.js';
import { BumpChart } from '../bump-chart/bump-chart.js';
import { Section } from '../design/page.js';
import type { RankPoint } from '../bump-chart/series.js';
import charts from './example.json';

/** The chart of an invented listener, and half a year of ranks for its top six. */
export interface Example extends ChartShown {
  readonly trends: readonly {
    readonly artist: {
      readonly id: string;
      readonly name: string;
      readonly rankHistory: readonly Omit<RankPoint, 'source'>[];
    };
  }[];
}

/** The demo's charts of one day, to rank 20. `scripts/make-example.ts` updates them. */
export const EXAMPLE = charts as Readonly<Record<TimeRange, Example>>;

interface ExampleChartProps {
  readonly chart: ChartShown;
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

const SHOWN_ENTRIES = 7;

/** The top of the example chart, with its three ranges. */
export function ExampleChart({ chart, range, onChoose }: ExampleChartProps) {
  return (
    <section className="example" aria-labelledby="example">
      <div className="example-head">
        <h2 id="example">An invented listener’s chart</h2>
        <p>
          {formatDay(chart.day)}
          {chart.comparedTo && `, compared with ${formatDay(chart.comparedTo.day, 'dayMonth')}`}
        </p>
      </div>
      <div className="tabs" role="group" aria-label="Range">
        {RANGES.map((each) => (
          <button
            key={each.range}
            type="button"
            aria-pressed={each.range === range}
            onClick={() => onChoose(each.range)}
          >
            {each.label}
          </button>
        ))}
      </div>
      <ol className="rows compact chart-top">
        {chart.entries.slice(0, SHOWN_ENTRIES).map((entry) => (
          <ArtistRow
            key={entry.artist.id}
            artist={entry.artist}
            rank={entry.rank}
            moved={<Movement status={entry.status} rankChange={entry.rankChange} />}
          >
            <Fact name="Weeks">{entry.weeksOnChart}</Fact>
          </ArtistRow>
        ))}
      </ol>
    </section>
  );
}

interface ExampleMoversProps {
  readonly chart: ChartShown;
  readonly movers: Movers;
}

/** Who moved in the example. */
export function ExampleMovers({ chart, movers }: ExampleMoversProps) {
  return (
    <section className="example-movers" aria-label="Who moved in the example">
      <MoverSection id="climbers" title="Climbers" entries={movers.climbers} atFirst={3} />
      <MoverSection id="fallers" title="Fallers" entries={movers.fallers} atFirst={3} />
      <MoverSection
        id="others"
        title="New, returning and dropped out"
        entries={[...movers.newcomers, ...movers.returning, ...chart.dropouts]}
        atFirst={3}
      />
    </section>
  );
}

/** The top six of the example over half a year. */
export function ExampleTrends({ trends }: Pick<Example, 'trends'>) {
  const all = trends.map(({ artist: { id, name, rankHistory } }) => ({
    id,
    name,
    points: rankHistory.map((point) => ({ ...point, source: 'SPOTIFY' as const })),
  }));
  const slots = assignSlots(
    new Map(),
    all.map(({ id }) => id),
  );
  return (
    <Section
      title="Half a year of ranks"
      hint="Week by week, number one on top. Hover over a line, or tap it, to follow it."
    >
      <div className="example-trends">
        <BumpChart all={all} slots={slots} interval="WEEK" label="Ranks of six artists over half a year" />
      </div>
    </Section>
  );
}
