import { useMemo } from 'react';
import { ArtistRow, Fact, Movement } from '../design/artist.js';
import { Section } from '../design/page.js';
import { Skeleton } from '../design/query-result.js';
import type { TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { daysBetween } from '../words/days.js';
import { getRange } from '../words/range.js';
import type { ChartData } from './chart-query.js';
import { getChartCard, getChartTable } from './chart-share.js';
import './chart.css';
import { MoverSection } from './mover-section.js';
import { groupMovers, limitMovers, type Movers } from './movers.js';
import { NoTopArtists } from './no-top-artists.js';
import { Measures, Tallies } from './summary.js';

interface ChartViewProps {
  readonly chart: ChartData;
  /** False while the chart of the address loads, and this is the previous one. */
  readonly isCurrent: boolean;
  readonly range: TimeRange;
  readonly today: string;
}

/** A chart: all entries, and beside them what changed since the baseline. */
export function ChartView({ chart, isCurrent, range, today }: ChartViewProps) {
  const movers = useMemo(() => groupMovers(chart.entries), [chart.entries]);
  if (chart.entries.length === 0) return isCurrent ? <NoTopArtists /> : null;
  return (
    <>
      <div className="chart-actions">
        <Tallies chart={chart} movers={movers} today={today} />
        {isCurrent && (
          <Share
            name={`chart-${getRange(range).slug}-${chart.day}`}
            card={() => ({ kind: 'list', ...getChartCard(chart, range) })}
            chart={{ range, day: chart.day }}
            files={[{ label: 'Full chart (table)', table: () => getChartTable(chart) }]}
          />
        )}
      </div>
      <div className={chart.comparedTo ? 'chart-columns' : 'chart-columns day-one'}>
        <Entries chart={chart} />
        {chart.comparedTo && <Changes chart={chart} movers={movers} />}
      </div>
    </>
  );
}

interface ChangesProps {
  readonly chart: ChartData;
  readonly movers: Movers;
}

/** How much changed since the baseline, and who moved. */
function Changes({ chart, movers }: ChangesProps) {
  const lists = [
    { id: 'climbers', title: 'Climbers', entries: movers.climbers },
    { id: 'fallers', title: 'Fallers', entries: movers.fallers },
    { id: 'new', title: 'New', entries: movers.newcomers, hint: 'On this chart for the first time.' },
    { id: 'back', title: 'Returning', entries: movers.returning, hint: 'Back on this chart after a break.' },
    {
      id: 'out',
      title: 'Dropped out',
      entries: chart.dropouts,
      hint: 'On the chart before, but not on this one.',
    },
  ];
  const atFirst = limitMovers(
    lists.map(({ entries }) => entries.length),
    chart.entries.length,
  );
  return (
    <div className="movers">
      <Measures chart={chart} />
      {lists.map((list) => (
        <MoverSection key={list.id} {...list} atFirst={atFirst} />
      ))}
    </div>
  );
}

/** All entries. Without a baseline every fact would be the same, so there are only ranks and names. */
function Entries({ chart: { day, entries, comparedTo } }: { readonly chart: ChartData }) {
  if (!comparedTo) {
    return (
      <Section title="Full chart" tally={entries.length}>
        <ol className="rows chart-rows">
          {entries.map(({ artist, rank }) => (
            <ArtistRow key={artist.id} artist={artist} rank={rank} />
          ))}
        </ol>
      </Section>
    );
  }
  const before = daysBetween(comparedTo.day, day) === 7 ? 'Last week' : 'Previous';
  return (
    <Section title="Full chart" tally={entries.length}>
      <p className="rows-head" aria-hidden="true">
        <span>{before}</span>
        <span>Peak</span>
        <span>Weeks</span>
        <span>In a row</span>
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
            <Fact name="In a row">
              <span
                className={entry.consecutiveWeeksOnChart === entry.weeksOnChart ? 'all-weeks' : undefined}
              >
                {entry.consecutiveWeeksOnChart}
              </span>
            </Fact>
          </ArtistRow>
        ))}
      </ol>
    </Section>
  );
}

/** The placeholder of a chart, in its size. */
export function ChartSkeleton() {
  return (
    <div className="chart-skeleton">
      <span className="blank tallies-placeholder" />
      <span className="blank title-placeholder" />
      <Skeleton rows={10} />
    </div>
  );
}
