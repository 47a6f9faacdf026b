import {
  type ChartDay,
  type ChartEvent,
  type ChartEventKind as EventKind,
  eventsAt,
  type History,
  previousDay,
} from '#charts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { BadUserInputError } from '../errors/client-error.js';
import { type Connection, connectionOf, type Page } from '../graphql/pagination.js';
import { isCalendarDay } from '../graphql/dates.js';
import { isStorable } from '../graphql/input-values.js';
import { ChartEventKind, TimeRange } from './chart.enums.js';
import type { HistoryLoader, WithArtist } from './history-loader.js';

export interface RangeHistory {
  readonly range: TimeRange;
  readonly history: History;
}

export interface RangeEvent extends ChartEvent {
  readonly range: TimeRange;
}

/** A position in the list of events, whether or not there is an event. */
export interface EventPosition extends Pick<RangeEvent, 'day' | 'range' | 'kind'> {
  /** For a drop-out, the previous rank. */
  readonly rank: number;
}

/** The events to list. */
export interface EventSelection {
  /** Null: all three ranges. */
  readonly range: TimeRange | null;
  /** Null: events of every kind. */
  readonly kinds: readonly EventKind[] | null;
  /** The last day with events to list. Null: the newest. */
  readonly to: ChartDay | null;
}

/** Identifies an event: each kind happens at most once per artist, day and range. */
export interface EventKey extends Pick<RangeEvent, 'day' | 'range' | 'kind'> {
  readonly artistId: string;
}

const RANGES: readonly string[] = Object.values(TimeRange);
const KINDS: readonly string[] = Object.values(ChartEventKind);

const eventKey = z.tuple([
  z.enum(TimeRange),
  z.string().refine(isCalendarDay),
  z.enum(ChartEventKind),
  z.string().min(1).max(100).refine(isStorable),
]);

/** Lists what changed on a listener's charts. */
@Injectable()
export class ChartEventsService {
  /** @throws {BadUserInputError} `after` is not the cursor of an event */
  async list(
    loader: HistoryLoader,
    { range, kinds, to }: EventSelection,
    first: number,
    after: string | null,
  ): Promise<Connection<WithArtist<RangeEvent> & { id: string }>> {
    const ranges = range === null ? Object.values(TimeRange) : [range];
    const histories = await Promise.all(
      ranges.map(async (each) => ({ range: each, history: (await loader.load(each)).history })),
    );
    const position = after === null ? null : await findPosition(after, histories, loader);
    const page = eventsAfter(histories, { kinds: kinds && new Set(kinds), to }, position, first);
    const events = await loader.withArtists(page.items);
    const edges = events.map((event) => {
      const id = encodeEventId({ ...event, artistId: event.artist.id });
      return { cursor: id, node: { ...event, id } };
    });
    return connectionOf({ ...page, items: edges });
  }
}

/** Encodes the ID of an event, which is also its cursor. */
export function encodeEventId({ range, day, kind, artistId }: EventKey): string {
  return Buffer.from([range, day, kind, artistId].join('/')).toString('base64url');
}

/** Decodes the ID of an event; null for any other text. */
export function decodeEventId(id: string): EventKey | null {
  const { success, data } = eventKey.safeParse(Buffer.from(id, 'base64url').toString().split('/'));
  if (!success) return null;
  const [range, day, kind, artistId] = data;
  return { range, day, kind, artistId };
}

/**
 * Finds the position of a cursor. Its event may be gone, for example after an import filled the days before it: an
 * unknown rank counts as 0, so that events are repeated rather than left out.
 */
async function findPosition(
  cursor: string,
  histories: readonly RangeHistory[],
  loader: HistoryLoader,
): Promise<EventPosition> {
  const event = decodeEventId(cursor);
  if (!event) throw new BadUserInputError('after', 'the cursor of an event on an earlier page');
  const { range, day, kind, artistId } = event;
  const key = await loader.findArtistKey(artistId);
  const history = histories.find((each) => each.range === range)?.history;
  const index = history?.newest(day) ?? null;
  if (!history || key === null || index === null || history.day(index) !== day) {
    return { range, day, kind, rank: 0 };
  }
  const rankedAt = kind === 'DROP_OUT' ? index - 1 : index;
  return { range, day, kind, rank: (rankedAt < 0 ? null : history.rank(rankedAt, key)) ?? 0 };
}

/** The events of histories to list. */
interface EventFilter {
  /** Null: events of every kind. */
  readonly kinds: ReadonlySet<EventKind> | null;
  /** Null: up to the newest day. */
  readonly to: ChartDay | null;
}

/**
 * Lists the events after a position, newest first. It computes no more days than the page needs.
 *
 * @param histories in the order of {@link TimeRange}
 * @param after null: from the newest event
 */
export function eventsAfter(
  histories: readonly RangeHistory[],
  { kinds, to }: EventFilter,
  after: EventPosition | null,
  first: number,
): Page<RangeEvent> {
  const items: RangeEvent[] = [];
  let hasNextPage = false;
  for (const event of eventsNewestFirst(histories, kinds, earlier(after?.day ?? null, to))) {
    if (after && compare(event, after) <= 0) continue;
    hasNextPage = items.length === first;
    if (hasNextPage) break;
    items.push(event);
  }
  const [newest] = after ? eventsNewestFirst(histories, kinds, to) : [];
  return { items, hasNextPage, hasPreviousPage: !!after && !!newest && compare(newest, after) <= 0 };
}

/** Returns the earlier of two days, each null if there is no limit. */
function earlier(one: ChartDay | null, other: ChartDay | null): ChartDay | null {
  return one === null || (other !== null && other < one) ? other : one;
}

/** Computes the events on and before a day, one day at a time. */
function* eventsNewestFirst(
  histories: readonly RangeHistory[],
  kinds: ReadonlySet<EventKind> | null,
  by: ChartDay | null,
): Generator<RangeEvent> {
  let day = newestDay(histories, by);
  while (day !== null) {
    for (const { range, history } of histories) {
      const index = history.newest(day);
      if (index === null || history.day(index) !== day) continue;
      for (const event of eventsAt(history, index, kinds)) yield { ...event, range };
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

/** Compares by day, newest first, then by range, kind and rank. Negative if the event comes before the position. */
function compare(event: RangeEvent, position: EventPosition): number {
  if (event.day !== position.day) return event.day > position.day ? -1 : 1;
  return (
    RANGES.indexOf(event.range) - RANGES.indexOf(position.range) ||
    KINDS.indexOf(event.kind) - KINDS.indexOf(position.kind) ||
    (event.rank ?? event.previousRank ?? 0) - position.rank
  );
}
