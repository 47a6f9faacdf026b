import { Temporal } from 'temporal-polyfill';

/** A calendar day in a listener's time zone, `YYYY-MM-DD`. Days compare as text. */
export type ChartDay = string;

const DAY_MS = 86_400_000;

/**
 * The chart day that counts now: the zone's date, or the newest recorded day where that is later. It is later after a
 * move westward over midnight: recorded days stay where they are, and no day comes twice.
 *
 * @param newestDay the newest day with a snapshot of any range
 * @throws RangeError for a time zone that does not exist
 */
export function chartDay(now: Date, timezone: string, newestDay: ChartDay | null): ChartDay {
  const day = dayOf(now, timezone);
  return newestDay !== null && newestDay > day ? newestDay : day;
}

/**
 * The one day that an instant belongs to: the latest that has begun by then. It is the zone's date, but for one case:
 * where clocks are set back over midnight, the evening that comes again stays with the day that had begun already.
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
 * The first instant of a calendar day: midnight or, where clocks skip it, the instant they skip to. A day that the
 * zone itself left out (Samoa's 30 December 2011) begins with the next one, and has no instant.
 */
export function dayBegins(day: ChartDay, timezone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochMilliseconds);
}

/** The instant at which a day is over: the first of the next day. */
export function dayEnds(day: ChartDay, timezone: string): Date {
  return dayBegins(nextDay(day), timezone);
}

export function nextDay(day: ChartDay): ChartDay {
  return addDays(day, 1);
}

export function previousDay(day: ChartDay): ChartDay {
  return addDays(day, -1);
}

/** The day so many calendar days later; earlier, if `count` is negative. */
export function addDays(day: ChartDay, count: number): ChartDay {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** How many calendar days later `later` is; negative where it is earlier. */
export function daysBetween(earlier: ChartDay, later: ChartDay): number {
  return (Date.parse(later) - Date.parse(earlier)) / DAY_MS;
}

/** All days from `first` until before `end`, in order. */
export function daysFrom(first: ChartDay, end: ChartDay): ChartDay[] {
  const count = Math.max(0, daysBetween(first, end));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
