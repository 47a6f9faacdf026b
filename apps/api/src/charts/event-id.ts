import type { ChartDay, ChartEventKind } from '#charts';
import { z } from 'zod';
import { isCalendarDay } from '../graphql/dates.js';
import { isStorable } from '../graphql/input-values.js';
import { ChartEventKind as Kind } from './chart-event.models.js';
import { TimeRange } from './time-range.enum.js';

/** What makes an event this one: it can happen to an artist once a day and range. */
export interface EventName {
  readonly range: TimeRange;
  readonly day: ChartDay;
  readonly kind: ChartEventKind;
  /** Spotify's id. */
  readonly artistId: string;
}

const parts = z.tuple([
  z.enum(TimeRange),
  z.string().refine(isCalendarDay),
  z.enum(Kind),
  z.string().min(1).max(100).refine(isStorable),
]);

/** The id of an event, which is its cursor too. */
export function eventId({ range, day, kind, artistId }: EventName): string {
  return Buffer.from([range, day, kind, artistId].join('/')).toString('base64url');
}

/** Null for a text that is no event's id. */
export function readEventId(id: string): EventName | null {
  const read = parts.safeParse(Buffer.from(id, 'base64url').toString().split('/'));
  if (!read.success) return null;
  const [range, day, kind, artistId] = read.data;
  return { range, day, kind, artistId };
}
