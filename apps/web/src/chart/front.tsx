import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { trendsLink } from '../trends/selection.js';
import { formatDay } from '../words/days.js';
import { formatCount, formatPercent } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { ChartShown, EntryData } from './chart-query.js';
import { describeReign, describeSimilarity, describeTurnover } from './chart-text.js';
import type { Movers } from './movers.js';

/** The number one, large. */
export function NumberOne({ entry }: { readonly entry: EntryData }) {
  const { slug } = getRange(useAddress().range);
  return (
    <section className="number-one" aria-labelledby="number-one">
      <Artwork artist={entry.artist} size="large" />
      <div>
        <p className="kicker" id="number-one">
          Number one
        </p>
        <h2>
          <ArtistLink artist={entry.artist} />
        </h2>
        <p>{describeReign(entry)}.</p>
        <p>
          {formatCount(entry.weeksOnChart, 'week')} on the chart.{' '}
          <Link href={trendsLink([entry.artist.id], { range: slug })}>See its run</Link>
        </p>
        <SpotifyLink artist={entry.artist} />
      </div>
    </section>
  );
}

interface SummaryProps {
  readonly chart: ChartShown;
  readonly movers: Movers;
}

/** How much has changed since the baseline, in numbers that link to the lists below. */
export function Summary({ chart, movers }: SummaryProps) {
  const { comparedTo, turnover, similarity } = chart;
  if (!comparedTo) {
    return (
      <section className="summary" aria-label="Changes">
        <p className="first-of-all">
          This is your first snapshot, so there is nothing to compare yet. From the next one on you’ll see who
          rose, who fell and who is new.
        </p>
      </section>
    );
  }
  return (
    <section className="summary" aria-label={`Changes since ${formatDay(comparedTo.day)}`}>
      <dl className="measures">
        {turnover !== null && (
          <Measure name="Turnover" value={formatPercent(turnover)} text={describeTurnover(chart)} />
        )}
        {similarity !== null && (
          <Measure
            name="Similarity"
            value={formatPercent(similarity)}
            text={describeSimilarity(similarity)}
          />
        )}
      </dl>
      <ul className="tallies">
        <Tally id="climbers" name="climbers" count={movers.climbers.length} />
        <Tally id="fallers" name="fallers" count={movers.fallers.length} />
        <Tally id="new" name="new" count={movers.newcomers.length} />
        <Tally id="back" name="returning" count={movers.returning.length} />
        <Tally id="out" name="dropped out" count={chart.dropouts.length} />
      </ul>
    </section>
  );
}

function Measure({ name, value, text }: { name: string; value: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> {text}
      </dd>
    </div>
  );
}

function Tally({ id, name, count }: { id: string; name: string; count: number }) {
  const text = (
    <>
      <strong>{count}</strong> {name}
    </>
  );
  return <li>{count > 0 ? <a href={`#${id}`}>{text}</a> : <span>{text}</span>}</li>;
}
