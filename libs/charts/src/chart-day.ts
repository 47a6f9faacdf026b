import { Temporal } from 'temporal-polyfill';

/** A calendar day in a listener's time zone, `YYYY-MM-DD`. Days compare as text. */
export type ChartDay = string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Returns the current chart day: the date in the time zone, or the newest recorded day if that is later, as after a move
 * westward across midnight. Recorded days stay, and no day comes twice.
 *
 * @param newestDay the newest day with a snapshot of any range
 * @throws {RangeError} the time zone does not exist
 */
export function chartDay(now: Date, timezone: string, newestDay: ChartDay | null): ChartDay {
  const day = dayOf(now, timezone);
  return newestDay !== null && newestDay > day ? newestDay : day;
}

/**
 * Returns the only day that contains an instant: the latest that has begun by then. This is the date in the time zone,
 * unless clocks go back across midnight: the repeated evening belongs to the day that has already begun.
 */
export function dayOf(instant: Date, timezone: string): ChartDay {
  const date = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
  const next = nextDay(date);
  return dayBegins(next, timezone) <= instant ? next : date;
}

/**
 * Returns the first instant of a day: midnight, or the instant that clocks skip to instead. A day that the zone skipped
 * (30 December 2011 in Samoa) begins with the next day and has no instant.
 */
export function dayBegins(day: ChartDay, timezone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds);
}

/** Returns the instant at which a day is over: the first of the next day. */
export function dayEnds(day: ChartDay, timezone: string): Date {
  return dayBegins(nextDay(day), timezone);
}

export function nextDay(day: ChartDay): ChartDay {
  return addDays(day, 1);
}

export function previousDay(day: ChartDay): ChartDay {
  return addDays(day, -1);
}

/** Returns the day `count` calendar days later; earlier if `count` is negative. */
export function addDays(day: ChartDay, count: number): ChartDay {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Counts the calendar days from `earlier` to `later`; negative if `later` precedes it. */
export function daysBetween(earlier: ChartDay, later: ChartDay): number {
  return (Date.parse(later) - Date.parse(earlier)) / DAY_MS;
}

/** Lists the days from `first` to before `end`, in order. */
export function daysFrom(first: ChartDay, end: ChartDay): ChartDay[] {
  const count = Math.max(0, daysBetween(first, end));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

/**
 * Lists the days that a change of time zone skips, in order: those strictly between the current chart day before and
 * after the change. They are not accountable, since they contain no instant.
 */
export function skippedDays(before: ChartDay, after: ChartDay): ChartDay[] {
  return daysFrom(nextDay(before), after);
}

/**
 * Returns the first chart day that retention keeps: `retentionDays` before the current date twelve hours behind UTC, the
 * earliest date anywhere. No listener loses a day early.
 *
 * @param retentionDays 1 or more
 */
export function retentionStart(now: Date, retentionDays: number): ChartDay {
  const earliestDate = new Date(now.getTime() - 12 * HOUR_MS).toISOString().slice(0, 10);
  return addDays(earliestDate, -retentionDays);
}

/**
 * Whether a name is a time zone of the IANA database, canonical or alias, in its spelling: `Europe/Berlin`, `UTC`.
 * Rejects offsets (`+02:00`), which lack daylight saving, and other spellings, which not all clients accept.
 */
export function isTimezone(name: string): boolean {
  // Temporal also accepts offsets, and timestamps with a zone.
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}

/** The part of a day over which first attempts are spread. The rest is for retries. */
const SPREAD_MS = 18 * HOUR_MS;

/**
 * Returns when the snapshots of a day are first due: the listener's own offset after the beginning of the day, within 18
 * hours, or within the day if it is shorter.
 */
export function dueAt(listenerId: number, day: ChartDay, timezone: string): Date {
  const begins = dayBegins(day, timezone).getTime();
  const spread = Math.min(SPREAD_MS, dayEnds(day, timezone).getTime() - begins);
  return new Date(begins + Math.floor(spreadFraction(listenerId) * spread));
}

/**
 * Returns a listener's fraction of the spread, from 0 to below 1, by Fibonacci hashing (Knuth, The Art of Computer
 * Programming 3, 6.4): each next id falls into one of the widest intervals left by those before it.
 */
function spreadFraction(listenerId: number): number {
  return (Math.imul(listenerId, 0x9e3779b9) >>> 0) / 2 ** 32;
}
