/** Weeks and months by Temporal, which the code does not use. */
import { Temporal } from 'temporal-polyfill';
import type { ChartDay } from './chart-day.js';
import type { ChartInterval } from './calendar.js';

/** A cache of week names, which models look up repeatedly. */
const weeks = new Map<ChartDay, string>();

/** Returns the name of a day's ISO week, such as `2026-W53`. */
export function weekOf(day: ChartDay): string {
  const cached = weeks.get(day);
  if (cached !== undefined) return cached;
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  const name = `${yearOfWeek}-W${weekOfYear}`;
  weeks.set(day, name);
  return name;
}

/** Returns the name of the period of a day. */
export function periodNameOf(interval: ChartInterval, day: ChartDay): string {
  if (interval === 'DAY') return day;
  return interval === 'WEEK' ? weekOf(day) : day.slice(0, 7);
}

/** Returns the first and the last day of the period of a day. */
export function boundsOf(interval: ChartInterval, day: ChartDay): { firstDay: ChartDay; lastDay: ChartDay } {
  const date = Temporal.PlainDate.from(day);
  const [before, after] = {
    DAY: [0, 0] as const,
    WEEK: [date.dayOfWeek - 1, date.daysInWeek - date.dayOfWeek] as const,
    MONTH: [date.day - 1, date.daysInMonth - date.day] as const,
  }[interval];
  return {
    firstDay: date.subtract({ days: before }).toString(),
    lastDay: date.add({ days: after }).toString(),
  };
}
