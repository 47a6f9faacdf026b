import { z } from 'zod';
import { BadHistoryError, type HistoryPosition } from '../errors/client-error.js';
import type { RecordList } from './json-records.js';
import type { Listen } from './plays.js';

/** One kind of record in JSON. */
export interface RecordFormat {
  /** The list that holds records of this kind. */
  readonly list: RecordList;
  recognises(record: object): boolean;
  /** @throws {BadHistoryError} a value is of the wrong type */
  read(record: object, position: HistoryPosition): Listen;
}

/**
 * Describes a kind of record. The schema names the keys that are used; all others, personal ones among them, are dropped.
 *
 * @param keys a record of this kind has at least one of them
 */
export function recordFormat<Content>(
  list: RecordList,
  keys: readonly string[],
  schema: z.ZodType<Content>,
  toListen: (content: Content) => Partial<Listen>,
): RecordFormat {
  return {
    list,
    recognises: (record) => keys.some((key) => Object.hasOwn(record, key)),
    read: (record, position) => {
      const { data, error } = schema.safeParse(record);
      if (data) return { ...NOTHING, ...toListen(data) };
      const [issue] = error?.issues ?? [];
      throw new BadHistoryError(position, `"${issue?.path.join('.')}" ${issue?.message}`);
    },
  };
}

const NOTHING: Listen = {
  music: true,
  privateSession: false,
  playedAt: null,
  artist: null,
  track: null,
  trackUri: null,
  milliseconds: null,
};

// Every key may be missing, and every value null.
export const text = z.string('must be text').nullish();
export const flag = z.boolean('must be true or false').nullish();
export const amount = z.number('must be a number').nullish();
/** An ISO time as epoch seconds. */
export const isoTime = text.transform((value, context) => {
  if (!value) return null;
  const time = parseIsoTime(value);
  if (time === null) context.addIssue('must be a time, such as 2021-04-03T22:14:09Z');
  return time;
});

/** Returns a name that PostgreSQL can store: without NUL and halves of surrogate pairs. Null if nothing is left. */
export function nameOf(value: string | null | undefined): string | null {
  const name = value?.replaceAll('\0', '').toWellFormed() ?? '';
  return name.trim() === '' ? null : name;
}

/** Returns `spotify:track:…` for a URI or URL of a Spotify track; null for anything else. */
export function trackUriOf(address: string | null | undefined): string | null {
  const id =
    address &&
    /^(?:spotify:track:|https?:\/\/open\.spotify\.com\/(?:intl-[a-z]+\/)?track\/)([0-9A-Za-z]{22})(?![0-9A-Za-z])/.exec(
      address,
    )?.[1];
  return id ? `spotify:track:${id}` : null;
}

/** Converts seconds to milliseconds. */
export function toMilliseconds(seconds: number | null | undefined): number | null {
  return typeof seconds === 'number' ? Math.round(seconds * 1_000) : null;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(Z|[+-]\d\d:?\d\d))?)?$/;
const LAST_FM = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}),? (\d\d):(\d\d)$/;
const UNIX = /^-?\d{1,10}(?:\.\d+)?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Parses an ISO date and time as epoch seconds, in UTC unless it has an offset. Null if there is no such time. */
export function parseIsoTime(value: string): number | null {
  const match = ISO.exec(value);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, offset] = match;
  const time = utc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  return time === null ? null : time - offsetSeconds(offset);
}

/** Parses a time of a Last.fm table, such as `31 Dec 2023, 23:59`, Unix seconds or ISO, as epoch seconds. Null for others. */
export function parseTableTime(value: string): number | null {
  if (UNIX.test(value)) return Number(value);
  const match = LAST_FM.exec(value);
  if (!match) return parseIsoTime(value);
  const [, day, month = '', year, hour, minute] = match;
  return utc(Number(year), MONTHS.indexOf(month) + 1, Number(day), Number(hour), Number(minute), 0);
}

/** Returns epoch seconds; null if there is no such time. `Date.UTC` takes 31 April for 1 May. */
function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const exists =
    hour < 24 && minute < 60 && second <= 60 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return exists && month >= 1 && month <= 12 ? time / 1_000 : null;
}

function offsetSeconds(offset = 'Z'): number {
  if (offset === 'Z') return 0;
  const digits = offset.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60;
}
