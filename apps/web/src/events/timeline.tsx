import { Link } from 'wouter';
import { Answer } from '../design/answer.js';
import { Failure } from '../design/failure.js';
import { Notice } from '../design/notice.js';
import type { ChartEventKind, TimeRange } from '../graphql/schema-words.js';
import { inWords } from '../words/day.js';
import { byDay } from './by-day.js';
import { EventRow } from './event-row.js';
import { useEvents } from './use-events.js';

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

interface Props {
  /** Null: of all three. */
  readonly range: TimeRange | null;
  /** Null: whatever happened. */
  readonly kind: ChartEventKind | null;
}

/** The events by day, newest first, and a way further back. */
export function Timeline({ range, kind }: Props) {
  const { events, lookedBackTo, hasMore, more, answer } = useEvents(range, kind);
  const [state, ask] = answer;
  const { error, ...withoutError } = state;
  const { fetching } = state;
  const isFirst = events.length === 0;
  return (
    <Answer to={isFirst ? answer : [{ ...withoutError, fetching: false }, ask]}>
      {() => (
        <>
          {byDay(events).map(({ day, events: ofDay }) => (
            <section key={day} className="event-day" aria-label={inWords(day, 'long')}>
              <h2>
                <time dateTime={day}>{inWords(day)}</time>
                <span>{weekday.format(new Date(day))}</span>
              </h2>
              <ol>
                {ofDay.map((event) => (
                  <EventRow key={event.id} event={event} showsRange={range === null} />
                ))}
              </ol>
            </section>
          ))}
          {isFirst && !fetching && <Nothing isLookedThrough={!hasMore} kind={kind} />}
          {error && !isFirst && (
            <Failure
              error={error}
              onRetry={() => ask({ requestPolicy: 'network-only' })}
              isRetrying={fetching}
            />
          )}
          {hasMore && !error && lookedBackTo !== null && (
            <div className="event-more">
              <button type="button" className="button quiet" onClick={more} disabled={fetching}>
                {fetching ? 'Looking back …' : 'Further back'}
              </button>
              <p>Looked back to {inWords(lookedBackTo)}.</p>
            </div>
          )}
          {!hasMore && events.length > 0 && <p className="event-end">That is where the record begins.</p>}
        </>
      )}
    </Answer>
  );
}

function Nothing({
  isLookedThrough,
  kind,
}: {
  readonly isLookedThrough: boolean;
  readonly kind: string | null;
}) {
  if (!isLookedThrough) return null;
  if (kind !== null) {
    return (
      <Notice tone="calm" title="Nothing of the kind has happened">
        <p>In all of your record there is no such event. It is one that may still come.</p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title="Nothing has happened yet">
      <p>
        Events lie between one snapshot and the next, so that it takes two to tell.{' '}
        <Link href="/coverage">See when the next one is due</Link>.
      </p>
    </Notice>
  );
}
