import type { ChartShown } from '../chart/chart-query.js';
import { ArtistRow, Fact } from '../design/artist-row.js';
import { Movement } from '../design/movement.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { inWords } from '../words/day.js';
import { RANGES } from '../words/range.js';

interface Props {
  readonly chart: ChartShown;
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

const PLACES = 7;

/** The top of the example, with the same rows as everybody's own chart, and its three windows to choose from. */
export function ExampleChart({ chart, range, onChoose }: Props) {
  return (
    <section className="example" aria-labelledby="example">
      <div className="example-head">
        <h2 id="example">The chart of an invented listener</h2>
        <p>
          {inWords(chart.day)}
          {chart.comparedTo && `, against ${inWords(chart.comparedTo.day, 'short')}`}
        </p>
      </div>
      <div className="tabs" role="group" aria-label="Window of listening">
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
        {chart.entries.slice(0, PLACES).map((entry) => (
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
