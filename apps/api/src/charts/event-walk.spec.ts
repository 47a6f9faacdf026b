import { eventsAt, type History } from '#charts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anySnapshots, historyOf } from '../../../../libs/charts/src/history/history.fixture.js';
import { type EventPlace, eventsAfter, type RangedEvent, type RangeHistory } from './event-walk.js';
import { TimeRange } from './time-range.enum.js';

const RANGES = Object.values(TimeRange);

/** Three histories that share days: each snapshot belongs to one range or more. */
const anyHistories = fc
  .array(
    fc.constantFrom([true, true, true], [true, false, false], [false, true, true], [true, false, true]),
    { minLength: 12, maxLength: 12 },
  )
  .chain((belongs) =>
    anySnapshots({ maxSnapshots: 12, maxArtists: 7 }).map((snapshots) =>
      RANGES.map((range, which): RangeHistory => ({
        range,
        history: historyOf(snapshots.filter((_, index) => belongs[index]?.[which])),
      })),
    ),
  );

/** Every event there is, newest day first, of a day by range and then as the arithmetic tells them. */
function allEvents(histories: readonly RangeHistory[]): RangedEvent[] {
  const of = (range: TimeRange, history: History): RangedEvent[] =>
    Array.from({ length: history.size }, (_, index) => eventsAt(history, index))
      .flat()
      .map((event) => Object.assign({ range }, event));
  return histories
    .flatMap(({ range, history }) => of(range, history))
    .toSorted((one, other) => (one.day === other.day ? 0 : one.day > other.day ? -1 : 1));
}

const placeOf = ({ day, range, kind, rank, previousRank }: RangedEvent): EventPlace => ({
  day,
  range,
  kind,
  rank: rank ?? previousRank ?? 0,
});

describe('eventsAfter', () => {
  it('follows any event with those behind it, and knows what is around the page', () => {
    let pages = 0;
    fc.assert(
      fc.property(anyHistories, fc.nat(), fc.integer({ min: 1, max: 9 }), (histories, pick, first) => {
        const all = allEvents(histories);
        const start = all.length === 0 ? 0 : pick % (all.length + 1);
        const before = all[start - 1];
        const page = eventsAfter(histories, before ? placeOf(before) : null, first);
        expect(page.items).toEqual(all.slice(start, start + first));
        expect(page.hasPreviousPage).toBe(start > 0);
        expect(page.hasNextPage).toBe(start + first < all.length);
        if (start > 0 && page.hasNextPage) pages += 1;
      }),
      { numRuns: 500 },
    );
    expect(pages).toBeGreaterThan(50);
  });

  it('follows a place without an event with those that would come behind it', () => {
    fc.assert(
      fc.property(anyHistories, fc.nat(), (histories, pick) => {
        const all = allEvents(histories);
        const gone = all[pick % Math.max(1, all.length)];
        if (!gone) return;
        // Between this event and the next: as if one of a rank further down had stood there.
        const page = eventsAfter(histories, { ...placeOf(gone), rank: placeOf(gone).rank + 0.5 }, 100);
        expect(page.items).toEqual(all.slice(all.indexOf(gone) + 1).slice(0, 100));
        // And before the first of all.
        const early = eventsAfter(histories, { ...placeOf(gone), day: '9999-12-31' }, 100);
        expect(early.items).toEqual(all.slice(0, 100));
        expect(early.hasPreviousPage).toBe(false);
      }),
    );
  });
});
