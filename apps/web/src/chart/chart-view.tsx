import { useMemo } from 'react';
import { ArtistRow, Fact, Movement } from '../design/artist.js';
import { Section } from '../design/page.js';
import { Skeleton } from '../design/query-result.js';
import { daysBetween } from '../words/days.js';
import type { ChartShown } from './chart-query.js';
import './chart.css';
import './front.css';
import { NumberOne, Summary } from './front.js';
import { MoverSection } from './mover-section.js';
import { groupMovers } from './movers.js';

/** A chart: its number one, what changed, all entries, and who moved. */
export function ChartView({ chart }: { readonly chart: ChartShown }) {
  const movers = useMemo(() => groupMovers(chart.entries), [chart.entries]);
  const [first] = chart.entries;
  return (
    <>
      <div className="front">
        {first && <NumberOne entry={first} />}
        <Summary chart={chart} movers={movers} />
      </div>
      <div className="columns">
        <Entries chart={chart} />
        {chart.comparedTo && (
          <div className="movers">
            <MoverSection id="climbers" title="Climbers" entries={movers.climbers} />
            <MoverSection id="fallers" title="Fallers" entries={movers.fallers} />
            <MoverSection
              id="new"
              title="New"
              entries={movers.newcomers}
              hint="On this chart for the first time."
            />
            <MoverSection
              id="back"
              title="Returning"
              entries={movers.returning}
              hint="Back on this chart after a break."
            />
            <MoverSection
              id="out"
              title="Dropped out"
              entries={chart.dropouts}
              hint="On the chart before, but not on this one."
            />
          </div>
        )}
      </div>
    </>
  );
}

function Entries({ chart: { day, entries, comparedTo } }: { readonly chart: ChartShown }) {
  const isWeekly = comparedTo !== null && daysBetween(comparedTo.day, day) === 7;
  const before = isWeekly ? 'Last week' : 'Previous';
  return (
    <Section title="Full chart" tally={entries.length}>
      <p className="rows-head" aria-hidden="true">
        <span>{before}</span>
        <span>Peak</span>
        <span>Weeks</span>
      </p>
      <ol className="rows chart-rows">
        {entries.map((entry) => (
          <ArtistRow
            key={entry.artist.id}
            artist={entry.artist}
            rank={entry.rank}
            moved={<Movement status={entry.status} rankChange={entry.rankChange} />}
          >
            <Fact name={before}>{entry.previousRank ?? '–'}</Fact>
            <Fact name="Peak">{entry.peakRank}</Fact>
            <Fact name="Weeks">{entry.weeksOnChart}</Fact>
          </ArtistRow>
        ))}
      </ol>
    </Section>
  );
}

/** The placeholder of a chart, in its size. */
export function ChartSkeleton() {
  return (
    <>
      <div className="front skeleton" aria-hidden="true">
        <i className="cover" />
      </div>
      <Skeleton rows={10} />
    </>
  );
}
