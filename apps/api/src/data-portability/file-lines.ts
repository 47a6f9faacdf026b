import { isTimezone } from '#charts';
import { z } from 'zod';
import { isLocalId } from '#database';
import { SnapshotSource, TimeRange } from '../charts/chart.enums.js';
import { GapReason } from '../coverage/coverage.models.js';
import { BadLineError } from '../errors/client-error.js';
import { isCalendarDay } from '../graphql/dates.js';
import { isStorable, STORABLE } from '../graphql/input-values.js';
import type { Line } from './import-body.js';

/** Two pages of a Spotify top list. */
const MAX_RANKS = 100;
const RANGES = Object.keys(TimeRange).length;
/** The largest `integer` of PostgreSQL. */
const MAX_COUNT = 2 ** 31 - 1;

/** The ID of a local artist, known only by name. */
const LOCAL_ID = /^local:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const text = z.string({ error: 'must be text' }).refine(isStorable, `must be ${STORABLE}`);
const textOrNull = z
  .string({ error: 'must be text or null' })
  .refine(isStorable, `must be ${STORABLE}`)
  .nullable();
const count = (least: number) =>
  z
    .int({ error: `must be a whole number from ${least} to ${MAX_COUNT}` })
    .min(least)
    .max(MAX_COUNT);
const similarity = z.number({ error: 'must be a number from 0 to 1' }).min(0).max(1);
const spotifyId = z.string().regex(/^[0-9A-Za-z]{1,64}$/);
const artistId = z.union([spotifyId, z.string().regex(LOCAL_ID)], {
  error: 'must be a Spotify ID, up to 64 letters and digits, or local: and a UUID',
});
const range = z.enum(TimeRange);
const CALENDAR_DAY = 'must be a calendar day that exists, such as 2026-11-01';
const day = z.string({ error: CALENDAR_DAY }).refine(isCalendarDay, CALENDAR_DAY);
const TIME_ZONE = 'must be the IANA name of a time zone, such as Europe/Berlin';
const timezone = z.string({ error: TIME_ZONE }).refine(isTimezone, TIME_ZONE);

/** Normalized to UTC: PostgreSQL does not take every offset and number of digits that ISO 8601 allows. */
const instant = z.iso
  .datetime({
    offset: true,
    error: 'must be a date and time with an offset from UTC, such as 2026-11-01T05:12:00Z',
  })
  .transform((value) => new Date(value).toISOString());

/** The summary of the listening history that reconstructed snapshots come from. */
const listeningHistory = z.object({
  importedAt: instant,
  plays: count(0),
  agreement: z
    .array(z.object({ range, days: count(1), similarity }))
    .max(RANGES, `must have at most ${RANGES} entries`),
});

/** The lines of an export (JSON Lines) by type. Unknown fields are ignored. */
const schemas = {
  profile: z.object({
    type: z.literal('profile'),
    displayName: textOrNull,
    timezone,
    skippedDays: z.array(day).default([]),
    listeningHistory: listeningHistory.nullable().default(null),
  }),
  artist: z
    .object({
      type: z.literal('artist'),
      id: artistId,
      name: text,
      imageUrl: textOrNull,
      linked: z.boolean().default(true),
    })
    .refine(({ id, linked }) => linked !== isLocalId(id), {
      path: ['linked'],
      error: 'must be false for an ID that begins with "local:", and true for any other',
    }),
  snapshot: z
    .object({
      type: z.literal('snapshot'),
      range,
      day,
      takenAt: instant,
      complete: z.boolean(),
      source: z.enum(SnapshotSource).default(SnapshotSource.SPOTIFY),
      artists: z.array(artistId).max(MAX_RANKS, `must have at most ${MAX_RANKS} artists`),
    })
    .refine(({ source, artists }) => source === SnapshotSource.RECONSTRUCTED || !artists.some(isLocalId), {
      path: ['artists'],
      error: 'can have local IDs only if "source" is RECONSTRUCTED',
    }),
  gap: z.object({ type: z.literal('gap'), range, day, reason: z.enum(GapReason) }),
};

const typed = z.looseObject({ type: z.string() });

/** A line of an export. */
export type FileLine = {
  [Type in keyof typeof schemas]: z.output<(typeof schemas)[Type]>;
}[keyof typeof schemas];

/** What a field must be, for the checks above that do not say it themselves. */
const describeIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return 'is invalid';
  }
};

/**
 * Parses and validates one line of an export.
 *
 * @throws {BadLineError} the line is not JSON, or not valid for its type
 */
export function parseLine({ number, text: json }: Line): FileLine {
  const { data: object } = typed.safeParse(parseJson(number, json));
  if (!object) throw new BadLineError(number, 'it is not an object with a "type"');
  const schema = Object.entries(schemas).find(([name]) => name === object.type)?.[1];
  if (!schema) {
    const type = JSON.stringify(object.type.slice(0, 40));
    throw new BadLineError(number, `"type" must be one of ${Object.keys(schemas).join(', ')}; it is ${type}`);
  }
  const { data, error } = schema.safeParse(object, { error: describeIssue });
  if (data) return data;
  const [issue] = error.issues;
  throw new BadLineError(number, `${JSON.stringify(issue?.path.join('.'))} ${issue?.message}`);
}

function parseJson(number: number, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BadLineError(number, 'it is not JSON');
  }
}
