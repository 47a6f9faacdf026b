import { type ChartEventKind as EventKind, eventsAt, type History } from '#charts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anySnapshots, historyOf } from '../../../../libs/charts/src/history/history.fixture.js';
import { TimeRange } from './chart.enums.js';
import {
  decodeEventId,
  encodeEventId,
  type EventPosition,
  eventsAfter,
  type RangeEvent,
  type RangeHistory,
} from './chart-events.service.js';

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

/** Lists all events: newest day first, then by range, then in the order of `eventsAt`. */
function allEvents(histories: readonly RangeHistory[]): RangeEvent[] {
  const eventsIn = (range: TimeRange, history: History): RangeEvent[] =>
    Array.from({ length: history.size }, (_, index) => eventsAt(history, index))
      .flat()
      .map((event) => Object.assign({ range }, event));
  return histories
    .flatMap(({ range, history }) => eventsIn(range, history))
    .toSorted((one, other) => (one.day === other.day ? 0 : one.day > other.day ? -1 : 1));
}

/** Null, as for all kinds, or any of them. */
const anyKinds: fc.Arbitrary<ReadonlySet<EventKind> | null> = fc.option(
  fc
    .subarray<EventKind>(['NEW_NUMBER_ONE', 'NEW_ENTRY', 'RE_ENTRY', 'NEW_PEAK', 'DROP_OUT'])
    .map((kinds) => new Set(kinds)),
);

const positionOf = ({ day, range, kind, rank, previousRank }: RangeEvent): EventPosition => ({
  day,
  range,
  kind,
  rank: rank ?? previousRank ?? 0,
});

const ALL = { kinds: null, to: null };

describe('eventsAfter', () => {
  it('continues after any event, up to any day, and knows whether there are events before and after the page', () => {
    let pages = 0;
    const size = fc.integer({ min: 1, max: 9 });
    const last = fc.option(fc.nat());
    fc.assert(
      fc.property(anyHistories, anyKinds, last, fc.nat(), size, (histories, kinds, until, pick, first) => {
        const ever = allEvents(histories);
        const to = until === null ? null : (ever[until % Math.max(1, ever.length)]?.day ?? null);
        const all = ever.filter(({ day }) => to === null || day <= to);
        const start = all.length === 0 ? 0 : pick % (all.length + 1);
        const before = all[start - 1];
        const page = eventsAfter(histories, { kinds, to }, before ? positionOf(before) : null, first);
        const isWanted = ({ kind }: RangeEvent): boolean => !kinds || kinds.has(kind);
        const remaining = all.slice(start).filter(isWanted);
        expect(page.items).toEqual(remaining.slice(0, first));
        expect(page.hasPreviousPage).toBe(all.slice(0, start).some(isWanted));
        expect(page.hasNextPage).toBe(remaining.length > first);
        if (page.hasPreviousPage && page.hasNextPage) pages += 1;
      }),
      { numRuns: 500 },
    );
    expect(pages).toBeGreaterThan(50);
  });

  it('continues after a position that no longer has an event', () => {
    fc.assert(
      fc.property(anyHistories, fc.nat(), (histories, pick) => {
        const all = allEvents(histories);
        const gone = all[pick % Math.max(1, all.length)];
        if (!gone) return;
        // Between this event and the next, as if an event of a lower rank had been there.
        const page = eventsAfter(
          histories,
          ALL,
          { ...positionOf(gone), rank: positionOf(gone).rank + 0.5 },
          100,
        );
        expect(page.items).toEqual(all.slice(all.indexOf(gone) + 1).slice(0, 100));
        // Before the first event.
        const early = eventsAfter(histories, ALL, { ...positionOf(gone), day: '9999-12-31' }, 100);
        expect(early.items).toEqual(all.slice(0, 100));
        expect(early.hasPreviousPage).toBe(false);
      }),
    );
  });
});

const event = {
  range: TimeRange.LONG_TERM,
  day: '2026-06-16',
  kind: 'DROP_OUT',
  artistId: '4NHQUGzhtTLFvgF5SZesLK',
} as const;
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('the ID of a chart event', () => {
  it('identifies the event, in characters that are safe in a URL', () => {
    expect(encodeEventId(event)).toMatch(/^[\w-]+$/);
    expect(decodeEventId(encodeEventId(event))).toEqual(event);
  });

  it('differs if any part of the event differs', () => {
    const ids = [
      event,
      { ...event, range: TimeRange.SHORT_TERM },
      { ...event, day: '2026-06-17' },
      { ...event, kind: 'NEW_PEAK' as const },
      { ...event, artistId: '4NHQUGzhtTLFvgF5SZesLL' },
    ].map(encodeEventId);
    expect(new Set(ids).size).toBe(5);
  });

  it.each([
    '',
    'yesterday',
    '2026-06-16',
    encoded('LONG_TERM/2026-06-16/DROP_OUT'),
    encoded('LONG_TERM/2026-06-16/DROP_OUT/'),
    encoded('LONG_TERM/2026-06-31/DROP_OUT/x'),
    encoded('WHOLE_LIFE/2026-06-16/DROP_OUT/x'),
    encoded('LONG_TERM/2026-06-16/FELL/x'),
    encoded('LONG_TERM/2026-06-16/DROP_OUT/x/y'),
    encoded(`LONG_TERM/2026-06-16/DROP_OUT/${'x'.repeat(101)}`),
  ])('is not the text "%s"', (text) => {
    expect(decodeEventId(text)).toBeNull();
  });
});
