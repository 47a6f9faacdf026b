import { daysBetween } from './days.js';
import { dateFormat, relativeTimeFormat } from './locale.js';

/** `November 22, 2026 at 2:20 PM`, in a time zone; in UTC if the browser does not know the zone. */
export function formatInstant(instant: string, timezone: string): string {
  return inZone(timezone, { dateStyle: 'long', timeStyle: 'short' }).format(Date.parse(instant));
}

/** `November 22, 2026`, in a time zone. */
export function formatDate(instant: string, timezone: string): string {
  return inZone(timezone, { dateStyle: 'long' }).format(Date.parse(instant));
}

/** `2:20 PM`, in a time zone. */
export function formatTime(instant: string, timezone: string): string {
  return inZone(timezone, { timeStyle: 'short' }).format(Date.parse(instant));
}

const NOW_SECONDS = 30;
const NEAR_DAYS = 7;
const UNITS = [
  { unit: 'minute', seconds: 60, limit: 60 },
  { unit: 'hour', seconds: 3_600, limit: 24 },
] as const;

/**
 * `now`, `in 4 minutes`, `2 hours ago`, `tomorrow`, `in 3 days`, in the reader's locale. Days are calendar days in a time
 * zone. Null for instants a week or more away.
 */
export function formatRelative(instant: string, timezone: string, now: Date): string | null {
  const format = relativeTimeFormat({ numeric: 'auto' });
  const seconds = (Date.parse(instant) - now.getTime()) / 1_000;
  if (Math.abs(seconds) < NOW_SECONDS) return format.format(0, 'second');
  for (const { unit, seconds: length, limit } of UNITS) {
    const value = Math.sign(seconds) * Math.max(1, Math.round(Math.abs(seconds) / length));
    if (Math.abs(value) < limit) return format.format(value, unit);
  }
  const days = daysBetween(todayIn(timezone, now), todayIn(timezone, new Date(instant)));
  return Math.abs(days) < NEAR_DAYS ? format.format(days, 'day') : null;
}

/** Today's calendar day in a time zone, `YYYY-MM-DD`. */
export function todayIn(timezone: string, now = new Date()): string {
  const parts = inZone(timezone, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    numberingSystem: 'latn',
  });
  const part = new Map(parts.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
}

function inZone(timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return dateFormat({ ...options, timeZone: timezone });
  } catch {
    return dateFormat({ ...options, timeZone: 'UTC' });
  }
}
