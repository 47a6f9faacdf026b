import { describe, expect, it } from '@jest/globals';
import { eventId, readEventId } from './event-id.js';
import { TimeRange } from './time-range.enum.js';

const event = {
  range: TimeRange.LONG_TERM,
  day: '2026-06-16',
  kind: 'DROP_OUT',
  artistId: '4NHQUGzhtTLFvgF5SZesLK',
} as const;
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe("an event's id", () => {
  it('says which event it is, and fits into an address', () => {
    expect(eventId(event)).toMatch(/^[\w-]+$/);
    expect(readEventId(eventId(event))).toEqual(event);
  });

  it('is another for each part', () => {
    const ids = [
      event,
      { ...event, range: TimeRange.SHORT_TERM },
      { ...event, day: '2026-06-17' },
      { ...event, kind: 'NEW_PEAK' as const },
      { ...event, artistId: '4NHQUGzhtTLFvgF5SZesLL' },
    ].map(eventId);
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
  ])('is not "%s"', (text) => {
    expect(readEventId(text)).toBeNull();
  });
});
