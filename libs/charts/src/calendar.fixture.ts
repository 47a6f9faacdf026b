/** Weeks and months by another library than the code's. */
import { Temporal } from 'temporal-polyfill';
import type { ChartDay } from './chart-day.js';
import type { ChartInterval } from './calendar.js';

/** Names of weeks that were asked for; models ask for the same ones all the time. */
const weeks = new Map<ChartDay, string>();

/** An ISO week's name, such as `2026-W53`. */
export function weekOf(day: ChartDay): string {
  const known = weeks.get(day);
  if (known !== undefined) return known;
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  const name = `${yearOfWeek}-W${weekOfYear}`;
  weeks.set(day, name);
  return name;
}

/** The name of the period that a day lies in. */
export function periodNameOf(interval: ChartInterval, day: ChartDay): string {
  if (interval === 'DAY') return day;
  return interval === 'WEEK' ? weekOf(day) : day.slice(0, 7);
}

/** The first and the last day of the period that a day lies in. */
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
