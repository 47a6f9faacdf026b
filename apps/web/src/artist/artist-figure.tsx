import { useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { BumpChart } from '../bump-chart/bump-chart.js';
import { getSource, PERIODS, type Series } from '../bump-chart/series.js';
import { Section } from '../design/page.js';
import { ReconstructedMark } from '../design/source-note.js';
import { getEventsTable } from '../events/event-kinds.js';
import type { TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { chooseInterval, trendsLink } from '../trends/selection.js';
import { formatCount } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { getArtistCard, getArtistTable, getLedgerTable } from './artist-share.js';
import type { ArtistEvent } from './derive-events.js';
import type { Ledger } from './ledger.js';
import { alignDays, groupByPeriod, type RangeHistory } from './periods.js';

interface ArtistFigureProps {
  readonly artist: { readonly id: string; readonly name: string; readonly spotifyUrl: string };
  readonly histories: readonly RangeHistory[];
  readonly ledgers: ReadonlyMap<TimeRange, Ledger | null>;
  /** Only exported here; the page lists them below. */
  readonly events: readonly ArtistEvent[];
}

/** The artist's ranks over time in one drawing, a line for each range. */
export function ArtistFigure({ artist, histories, ledgers, events }: ArtistFigureProps) {
  const figure = useRef<HTMLElement>(null);
  const aligned = useMemo(() => alignDays(histories), [histories]);
  const days = aligned[0]?.days ?? [];
  const interval = chooseInterval(null, days[0]?.day ?? '', days.at(-1)?.day ?? '');
  const all: Series[] = aligned.map(({ range, days: ofRange }) => ({
    id: range,
    name: getRange(range).label,
    points: groupByPeriod(ofRange, interval),
  }));
  const points = all[0]?.points ?? [];
  const period = PERIODS[interval];
  const missing = points.filter((_, index) =>
    all.some((each) => each.points[index]?.observed === false),
  ).length;
  const slots = new Map(all.map(({ id }, slot) => [id, slot]));
  return (
    <Section
      title="Ranks over time"
      hint={
        <>
          One line for each range, by {period}. A line breaks where there is no snapshot, and drops to the
          bottom while the artist is off the chart.{' '}
          <Link href={trendsLink([artist.id])}>Compare in Trends</Link>
        </>
      }
    >
      <figure className="artist-figure" ref={figure}>
        <BumpChart
          all={all}
          slots={slots}
          interval={interval}
          label={`Ranks of ${artist.name} by ${period}`}
        />
        {getSource(all) !== 'SPOTIFY' && (
          <figcaption className="reconstructed-key">
            <ReconstructedMark /> <Link href="/account#past">Reconstructed</Link>
          </figcaption>
        )}
        {missing > 0 && (
          <figcaption>
            {formatCount(missing, period)} {missing === 1 ? 'lacks' : 'lack'} a snapshot of at least one range
            (<Link href="/coverage">see why</Link>)
          </figcaption>
        )}
      </figure>
      <Share
        name={`artist-${artist.id.replace(':', '-')}-${days.at(-1)?.day}`}
        card={() => ({ kind: 'artist', ...getArtistCard({ artist, all, slots, interval, ledgers }) })}
        files={[
          {
            label: 'Ranks over time (drawing)',
            drawing: () => figure.current?.querySelector<SVGSVGElement>('.bump > svg') ?? null,
          },
          { label: 'Daily ranks (table)', table: () => getArtistTable(histories) },
          {
            label: 'Figures of each range (table)',
            suffix: 'figures',
            table: () => getLedgerTable(ledgers),
          },
          {
            label: 'Events (table)',
            suffix: 'events',
            table: () => getEventsTable(events.map((event) => ({ ...event, artist }))),
          },
        ]}
      />
    </Section>
  );
}
