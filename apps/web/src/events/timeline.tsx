import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { updateQuery } from '../address/query-string.js';
import { ArtistLink, Artwork, SpotifyLink } from '../design/artist.js';
import { Failure, Notice } from '../design/notice.js';
import { QueryResult } from '../design/query-result.js';
import type { ChartEventKind, TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { describeEvent, getEventsTable, groupByDay } from './event-kinds.js';
import { type ChartEvent, useEvents } from './use-events.js';

interface TimelineProps {
  /** Null for all three. */
  readonly range: TimeRange | null;
  /** Null for all kinds. */
  readonly kind: ChartEventKind | null;
}

/** Events by day, newest first, with a button to load earlier ones. */
export function Timeline({ range, kind }: TimelineProps) {
  const { events, hasMore, loadMore, query } = useEvents(range, kind);
  const oldestDay = events.at(-1)?.day;
  const [state, execute] = query;
  const { error, ...withoutError } = state;
  const { fetching } = state;
  const isEmpty = events.length === 0;
  return (
    <QueryResult query={isEmpty ? query : [{ ...withoutError, fetching: false }, execute]}>
      {() => (
        <>
          {groupByDay(events).map(({ day, events: ofDay }) => (
            <section key={day} className="event-day" aria-label={formatDay(day, 'full')}>
              <h2>
                {range === null ? (
                  <Day day={day} />
                ) : (
                  <ChartLink range={range} day={day} label={<Day day={day} />} />
                )}
                <span>{formatDay(day, 'weekday')}</span>
              </h2>
              <ol>
                {ofDay.map((event) => (
                  <EventRow key={event.id} event={event} showsRange={range === null} />
                ))}
              </ol>
            </section>
          ))}
          {isEmpty && !fetching && <NoEvents isFiltered={kind !== null} />}
          {error && !isEmpty && (
            <Failure
              error={error}
              onRetry={() => execute({ requestPolicy: 'network-only' })}
              isRetrying={fetching}
            />
          )}
          {hasMore && !error && oldestDay !== undefined && (
            <div className="event-more">
              <button type="button" className="button quiet" onClick={loadMore} disabled={fetching}>
                {fetching ? 'Loading…' : 'Load earlier'}
              </button>
              <p>Loaded back to {formatDay(oldestDay)}.</p>
            </div>
          )}
          {!hasMore && !isEmpty && (
            <p className="event-end">
              {kind === null ? 'That’s the start of your history.' : 'No earlier events of this kind.'}
            </p>
          )}
          {!isEmpty && (
            <div className="actions">
              <Share
                name={`events-${range === null ? 'all' : getRange(range).slug}-${events[0]?.day}`}
                files={[{ label: 'Loaded events (table)', table: () => getEventsTable(events) }]}
              />
            </div>
          )}
        </>
      )}
    </QueryResult>
  );
}

function Day({ day }: { readonly day: string }) {
  return <time dateTime={day}>{formatDay(day)}</time>;
}

interface ChartLinkProps {
  readonly range: TimeRange;
  readonly day: string;
  readonly label: ReactNode;
}

/** Leads to the chart of a day. */
function ChartLink({ range, day, label }: ChartLinkProps) {
  return (
    <Link href={`/${updateQuery('', { range: getRange(range).slug, on: day })}`}>
      <span className="spoken">Chart: </span>
      {label}
    </Link>
  );
}

const SIGNS = { NEW_NUMBER_ONE: '1', NEW_ENTRY: '+', RE_ENTRY: '↺', NEW_PEAK: '▲', DROP_OUT: '−' } as const;

interface EventRowProps {
  readonly event: ChartEvent;
  readonly showsRange: boolean;
}

function EventRow({ event, showsRange }: EventRowProps) {
  const { artist, kind, range } = event;
  return (
    <li className={`event ${kind}`}>
      <span className="event-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <Artwork artist={artist} size="small" />
      <p>
        <ArtistLink artist={artist} /> {describeEvent(event)}
      </p>
      <span className="event-links">
        <SpotifyLink artist={artist} />
        {showsRange && <ChartLink range={range} day={event.day} label={getRange(range).label} />}
      </span>
    </li>
  );
}

function NoEvents({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) return <Notice tone="calm" title="No events of this kind yet" />;
  return (
    <Notice tone="calm" title="No events yet">
      <p>
        An event is a change from one snapshot to the next. Nothing has changed so far.{' '}
        <Link href="/coverage">See when the next one is due</Link>.
      </p>
    </Notice>
  );
}
