import { describeSimilarity } from '#cards';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { SpotifyLink } from '../design/artist.js';
import { Section } from '../design/page.js';
import { trendsLink } from '../trends/selection.js';
import { isoWeekOf, weekLink } from '../week/iso-week.js';
import { formatNumber, formatPercent } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import type { ChartShown, EntryData } from './chart-query.js';
import {
  describeFirstSnapshot,
  describeReign,
  describeTurnover,
  formatNearDay,
  type MeasuredChart,
} from './chart-text.js';
import type { Movers } from './movers.js';
import './summary.css';

/** How long the number one has been there, below its name. */
export function Reign({ entry }: { readonly entry: EntryData }) {
  const { slug } = getRange(useAddress().range);
  return (
    <>
      {describeReign(entry)}. <Link href={trendsLink([entry.artist.id], { range: slug })}>See its run</Link>{' '}
      <SpotifyLink artist={entry.artist} />
    </>
  );
}

interface TalliesProps {
  readonly chart: ChartShown;
  readonly movers: Movers;
  readonly today: string;
}

/** How many artists moved since the baseline, in numbers that link to the lists; on day one, what comes next. */
export function Tallies({ chart, movers, today }: TalliesProps) {
  const address = useAddress();
  const { comparedTo, day, dropouts } = chart;
  if (!comparedTo) {
    const isNewest = address.getDay('on') === null;
    return <p className="first-snapshot">{describeFirstSnapshot({ isNewest, isToday: day === today })}</p>;
  }
  const { slug } = getRange(address.range);
  const all = [
    { id: 'climbers', name: 'climbers', one: 'climber', count: movers.climbers.length },
    { id: 'fallers', name: 'fallers', one: 'faller', count: movers.fallers.length },
    { id: 'new', name: 'new', one: 'new', count: movers.newcomers.length },
    { id: 'back', name: 'returning', one: 'returning', count: movers.returning.length },
    { id: 'out', name: 'dropped out', one: 'dropped out', count: dropouts.length },
  ].filter(({ count }) => count > 0);
  return (
    <div className="tallies">
      <ul aria-label="Changes">
        {all.length === 0 && <li>No artist moved.</li>}
        {all.map(({ id, name, one, count }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <strong>{formatNumber(count)}</strong> {count === 1 ? one : name}
            </a>
          </li>
        ))}
      </ul>
      <Link href={`/compare?range=${slug}&from=${comparedTo.day}&to=${day}`}>Compare two days</Link>
    </div>
  );
}

/** How much has changed since the baseline, under its day. */
export function Measures({ chart }: { readonly chart: ChartShown }) {
  const { range } = useAddress();
  const { comparedTo, day, turnover, similarity } = chart;
  if (!comparedTo || (turnover === null && similarity === null)) return null;
  const week = isoWeekOf(day);
  return (
    <Section title={`Since ${formatNearDay(comparedTo.day, day)}`}>
      <MeasureList chart={chart} />
      <p className="hint">
        <Link href={weekLink(week, range)}>Read week {week.week} as a front page</Link>
      </p>
    </Section>
  );
}

interface MeasureListProps {
  readonly chart: MeasuredChart;
}

/** Turnover and similarity, in numbers and in words. */
export function MeasureList({ chart }: MeasureListProps) {
  const { turnover, similarity } = chart;
  return (
    <dl className="measures">
      {turnover !== null && (
        <Measure name="Turnover" value={formatPercent(turnover)} text={describeTurnover(chart)} />
      )}
      {similarity !== null && (
        <Measure name="Similarity" value={formatPercent(similarity)} text={describeSimilarity(similarity)} />
      )}
    </dl>
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
