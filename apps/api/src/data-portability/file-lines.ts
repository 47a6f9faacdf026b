import { isTimezone } from '#charts';
import { z } from 'zod';
import { isLocalId } from '#database';
import { SnapshotSource, TimeRange } from '../charts/chart.enums.js';
import { GapReason } from '../coverage/coverage.models.js';
import { BadLineError } from '../errors/client-error.js';
import { isCalendarDay } from '../graphql/dates.js';
import type { Line } from './import-body.js';

const MAX_RANKS = 100;
const MAX_PLAYS = 2 ** 31 - 1;

/** The ID of an artist known only by name. */
const LOCAL_ID = /^local:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** PostgreSQL cannot store NUL or half of a surrogate pair. */
const text = z
  .string()
  .refine(
    (value) => value.isWellFormed() && !value.includes('\0'),
    'must be text without NUL or lone surrogates',
  );
const spotifyId = z
  .string()
  .regex(/^[0-9A-Za-z]{1,64}$/, 'must be a Spotify ID, up to 64 letters and digits');
const artistId = z.union([spotifyId, z.string().regex(LOCAL_ID)], {
  error: 'must be a Spotify ID, up to 64 letters and digits, or local: and a UUID',
});
const range = z.enum(TimeRange);
const day = z.string().refine(isCalendarDay, 'must be a calendar day that exists, such as 2026-11-01');

/** Normalized to UTC: PostgreSQL does not take every offset and number of digits that ISO 8601 allows. */
const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant, such as 2026-11-01T05:12:00Z' })
  .transform((value) => new Date(value).toISOString());

/** The summary of the listening history that reconstructed snapshots come from. */
const listeningHistory = z.object({
  importedAt: instant,
  plays: z.int().min(0).max(MAX_PLAYS),
  agreement: z
    .array(z.object({ range, days: z.int().min(1).max(MAX_PLAYS), similarity: z.number().min(0).max(1) }))
    .max(Object.keys(TimeRange).length),
});

/** The lines of a file by type. Unknown fields are ignored. */
const schemas = {
  profile: z.object({
    type: z.literal('profile'),
    displayName: text.nullable(),
    timezone: z.string().refine(isTimezone, 'must be the IANA name of a time zone, such as Europe/Berlin'),
    skippedDays: z.array(day).default([]),
    listeningHistory: listeningHistory.nullable().default(null),
  }),
  artist: z
    .object({
      type: z.literal('artist'),
      id: artistId,
      name: text,
      imageUrl: text.nullable(),
      linked: z.boolean().default(true),
    })
    .refine(({ id, linked }) => linked !== isLocalId(id), {
      path: ['linked'],
      error: 'must be false for a local ID, and only for one',
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

export type FileLine = {
  [Type in keyof typeof schemas]: z.output<(typeof schemas)[Type]>;
}[keyof typeof schemas];

/** @throws {BadLineError} the line is not JSON, or not valid for its type */
export function parseLine({ number, text: json }: Line): FileLine {
  const { data: object } = typed.safeParse(parseJson(number, json));
  if (!object) throw new BadLineError(number, 'it is not an object with a "type"');
  const schema = Object.entries(schemas).find(([name]) => name === object.type)?.[1];
  if (!schema) {
    const type = JSON.stringify(object.type.slice(0, 40));
    throw new BadLineError(number, `"type" must be one of ${Object.keys(schemas).join(', ')}; it is ${type}`);
  }
  const { data, error } = schema.safeParse(object);
  if (data) return data;
  const [issue] = error.issues;
  throw new BadLineError(number, `${JSON.stringify(issue?.path.join('.'))} is invalid: ${issue?.message}`);
}

function parseJson(number: number, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BadLineError(number, 'it is not JSON');
  }
}
