import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { connectionOf } from '../graphql/pagination.js';
import type { ChartEventConnection } from './chart-event.models.js';
import { eventId, readEventId } from './event-id.js';
import { type EventPlace, eventsAfter, type RangeHistory } from './event-walk.js';
import type { Reading } from './reading.js';
import { TimeRange } from './time-range.enum.js';

/** What happened on a listener's charts, newest first. */
@Injectable()
export class ChartEventsService {
  /**
   * @param range null: all three
   * @throws {BadUserInputError} `after` is no cursor of an event
   */
  async page(
    reading: Reading,
    range: TimeRange | null,
    first: number,
    after: string | null,
  ): Promise<ChartEventConnection> {
    const ranges = range === null ? Object.values(TimeRange) : [range];
    const histories = await Promise.all(
      ranges.map(async (each) => ({ range: each, history: (await reading.history(each)).history })),
    );
    const place = after === null ? null : await placeOf(after, histories, reading);
    const page = eventsAfter(histories, place, first);
    const events = await reading.described(page.items);
    const edges = events.map((event) => {
      const id = eventId({ ...event, artistId: event.artist.id });
      return { cursor: id, node: { ...event, id } };
    });
    return connectionOf({ ...page, items: edges });
  }
}

/**
 * Where the event of a cursor stands, or stood: some events vanish, as when an import fills the days before them. Its
 * rank is looked up; where that cannot be known any more, all events of its kind follow, rather than some be left out.
 */
async function placeOf(
  cursor: string,
  histories: readonly RangeHistory[],
  reading: Reading,
): Promise<EventPlace> {
  const name = readEventId(cursor);
  if (!name) throw new BadUserInputError('after', 'the cursor of an event on an earlier page');
  const { range, day, kind, artistId } = name;
  const key = await reading.key(artistId);
  const history = histories.find((each) => each.range === range)?.history;
  const index = history?.newest(day) ?? null;
  if (!history || key === null || index === null || history.day(index) !== day) {
    return { range, day, kind, rank: 0 };
  }
  const stoodAt = kind === 'DROP_OUT' ? index - 1 : index;
  return { range, day, kind, rank: (stoodAt < 0 ? null : history.rank(stoodAt, key)) ?? 0 };
}
