import type { ChartShown } from './chart-query.js';
import { distanceWords, percent, similarityWords, turnoverWords } from './chart-words.js';
import type { Movers } from './movers.js';

interface Props {
  readonly chart: ChartShown;
  readonly movers: Movers;
}

/** How much has changed since the chart compared to, in numbers that lead to the lists below. */
export function Summary({ chart, movers }: Props) {
  const { comparedTo, turnover, similarity } = chart;
  if (!comparedTo) {
    return (
      <section className="summary" aria-label="What has changed">
        <p className="first-of-all">
          There is no earlier snapshot to compare this one to. From the next one on, this is where you see who
          rose, who fell, and who is new.
        </p>
      </section>
    );
  }
  return (
    <section
      className="summary"
      aria-label={`What has changed since ${distanceWords(comparedTo.day, chart.day)}`}
    >
      <dl className="measures">
        {turnover !== null && (
          <Measure name="Turnover" value={percent(turnover)} words={turnoverWords(chart)} />
        )}
        {similarity !== null && (
          <Measure name="Similarity" value={percent(similarity)} words={similarityWords(similarity)} />
        )}
      </dl>
      <ul className="tallies">
        <Tally to="climbers" name="climbers" number={movers.climbers.length} />
        <Tally to="fallers" name="fallers" number={movers.fallers.length} />
        <Tally to="new" name="new" number={movers.newcomers.length} />
        <Tally to="back" name="returning" number={movers.returning.length} />
        <Tally to="out" name="dropped out" number={chart.dropouts.length} />
      </ul>
    </section>
  );
}

function Measure({ name, value, words }: { name: string; value: string; words: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> {words}
      </dd>
    </div>
  );
}

function Tally({ to, name, number }: { to: string; name: string; number: number }) {
  const text = (
    <>
      <strong>{number}</strong> {name}
    </>
  );
  return <li>{number > 0 ? <a href={`#${to}`}>{text}</a> : <span>{text}</span>}</li>;
}
