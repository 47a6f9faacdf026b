import {
  type ChartDay,
  type ChartEvent,
  type ChartEventKind,
  eventsAt,
  type History,
  previousDay,
} from '#charts';
import type { Page } from '../graphql/pagination.js';
import { ChartEventKind as Kind } from './chart-event.models.js';
import { TimeRange } from './time-range.enum.js';

/** The history of one range. */
export interface RangeHistory {
  readonly range: TimeRange;
  readonly history: History;
}

export interface RangedEvent extends ChartEvent {
  readonly range: TimeRange;
}

/** A place in the order of events, whether or not an event stands there. */
export interface EventPlace {
  readonly day: ChartDay;
  readonly range: TimeRange;
  readonly kind: ChartEventKind;
  /** For a drop-out the rank before. */
  readonly rank: number;
}

const RANGES: readonly string[] = Object.values(TimeRange);
const KINDS: readonly string[] = Object.values(Kind);

/**
 * The events that follow a place, newest first. It goes no further back than the page needs.
 *
 * @param histories in the order of ranges
 * @param after null: from the newest event on
 */
export function eventsAfter(
  histories: readonly RangeHistory[],
  after: EventPlace | null,
  first: number,
): Page<RangedEvent> {
  const items: RangedEvent[] = [];
  let hasNextPage = false;
  for (const event of eventsBackwards(histories, after?.day ?? null)) {
    if (after && orderOf(event, after) <= 0) continue;
    hasNextPage = items.length === first;
    if (hasNextPage) break;
    items.push(event);
  }
  const [newest] = after ? eventsBackwards(histories, null) : [];
  return { items, hasNextPage, hasPreviousPage: !!after && !!newest && orderOf(newest, after) <= 0 };
}

/** All events of a day and before, each worked out when it is reached. */
function* eventsBackwards(histories: readonly RangeHistory[], by: ChartDay | null): Generator<RangedEvent> {
  let day = newestDay(histories, by);
  while (day !== null) {
    for (const { range, history } of histories) {
      const index = history.newest(day);
      if (index === null || history.day(index) !== day) continue;
      for (const event of eventsAt(history, index)) yield { ...event, range };
    }
    day = newestDay(histories, previousDay(day));
  }
}

function newestDay(histories: readonly RangeHistory[], by: ChartDay | null): ChartDay | null {
  const days = histories.flatMap(({ history }) => {
    const index = history.newest(by);
    return index === null ? [] : [history.day(index)];
  });
  return days.toSorted().at(-1) ?? null;
}

/** Newest day first; of a day by range, kind, and rank. Negative where the event comes before the place. */
function orderOf(event: RangedEvent, place: EventPlace): number {
  if (event.day !== place.day) return event.day > place.day ? -1 : 1;
  return (
    RANGES.indexOf(event.range) - RANGES.indexOf(place.range) ||
    KINDS.indexOf(event.kind) - KINDS.indexOf(place.kind) ||
    (event.rank ?? event.previousRank ?? 0) - place.rank
  );
}
