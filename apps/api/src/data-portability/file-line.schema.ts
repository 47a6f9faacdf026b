import { isTimezone } from '#charts';
import { z } from 'zod';
import { TimeRange } from '../charts/time-range.enum.js';
import { GapReason } from '../coverage/coverage.models.js';
import { isCalendarDay } from '../graphql/dates.js';

const MOST_PLACES = 100;

/** PostgreSQL keeps no NUL, and no half of a surrogate pair. */
const text = z
  .string()
  .refine(
    (value) => value.isWellFormed() && !value.includes('\0'),
    'must be text without NUL or lone surrogates',
  );
const spotifyId = z
  .string()
  .regex(/^[0-9A-Za-z]{1,64}$/, 'must be a Spotify id, up to 64 letters and digits');
const range = z.enum(TimeRange);
/** A calendar day, of which the file's rules say more. */
const day = z.string().refine(isCalendarDay, 'must be a calendar day that exists, such as 2026-11-01');

/** In the one form that PostgreSQL takes whatever the offset or the digits of a second. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant, such as 2026-11-01T05:12:00Z' })
  .transform((value) => new Date(value).toISOString());

/** The lines of a file, by their type. What else they hold is of no interest. */
export const fileLines = {
  profile: z.object({
    type: z.literal('profile'),
    displayName: text.nullable(),
    timezone: z.string().refine(isTimezone, 'must be the IANA name of a time zone, such as Europe/Berlin'),
    skippedDays: z.array(day).default([]),
  }),
  artist: z.object({
    type: z.literal('artist'),
    id: spotifyId,
    name: text,
    imageUrl: text.nullable(),
  }),
  snapshot: z.object({
    type: z.literal('snapshot'),
    range,
    day,
    takenAt: instant,
    complete: z.boolean(),
    artists: z.array(spotifyId).max(MOST_PLACES, `must be ${MOST_PLACES} artists at most`),
  }),
  gap: z.object({ type: z.literal('gap'), range, day, reason: z.enum(GapReason) }),
};

export type FileLine = {
  [Type in keyof typeof fileLines]: z.output<(typeof fileLines)[Type]>;
}[keyof typeof fileLines];
