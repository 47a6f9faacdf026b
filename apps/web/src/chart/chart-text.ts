import { daysBetween, formatDay } from '../words/days.js';
import { formatCount, formatRank } from '../words/numbers.js';
import type { ChartShown, EntryData } from './chart-query.js';

type Reign = Pick<EntryData, 'status' | 'previousRank' | 'weeksAtNumberOne' | 'consecutiveWeeksAtNumberOne'>;

/** How long the artist has been number one: `Number one for 2 weeks running (11 in all)`. */
export function describeReign({ status, previousRank, ...weeks }: Reign): string {
  const { weeksAtNumberOne: total, consecutiveWeeksAtNumberOne: run } = weeks;
  if (run > 1) {
    const inAll = total > run ? ` (${total} in all)` : '';
    return `Number one for ${formatCount(run, 'week')} running${inAll}`;
  }
  const inAll = total > 1 ? ` (${formatCount(total, 'week')} in all)` : '';
  switch (status) {
    case 'NEW_ENTRY':
      return `Debuts at number one${inAll}`;
    case 'RE_ENTRY':
      return `Returns at number one${inAll}`;
    case 'MOVED_UP':
      return `Up from ${formatRank(previousRank)} to number one${inAll}`;
    default:
      return total > 1 ? `Number one again${inAll}` : 'First week at number one';
  }
}

/** `a day`, `a week`, `3 days`, `12 weeks`. */
export function describeDistance(earlier: string, later: string): string {
  const days = daysBetween(earlier, later);
  if (days === 1) return 'a day';
  if (days === 7) return 'a week';
  return days % 7 === 0 ? formatCount(days / 7, 'week') : formatCount(days, 'day');
}

/** A chart as far as its turnover and similarity are described. */
export type MeasuredChart = Pick<ChartShown, 'day' | 'turnover' | 'similarity'> & {
  readonly comparedTo: { readonly day: string } | null;
  readonly entries: readonly Pick<EntryData, 'status'>[];
};

/** What turnover means for this chart: `3 artists are new to the chart since November 15.` */
export function describeTurnover({ turnover, comparedTo, entries, day }: MeasuredChart): string {
  if (turnover === null || !comparedTo) return '';
  const count = entries.filter(({ status }) => status === 'NEW_ENTRY' || status === 'RE_ENTRY').length;
  const artists = count === 0 ? 'No artist is' : count === 1 ? '1 artist is' : `${count} artists are`;
  return `${artists} new to the chart since ${formatNearDay(comparedTo.day, day)}.`;
}

interface FirstSnapshot {
  /** No later snapshot was skipped to show this one. */
  readonly isNewest: boolean;
  readonly isToday: boolean;
}

/** Why a chart without a baseline shows no movement, and when that changes. */
export function describeFirstSnapshot({ isNewest, isToday }: FirstSnapshot): string {
  if (!isNewest) return 'This is your first snapshot, so there is nothing to compare it with.';
  const start = isToday ? 'start tomorrow' : 'start with your next snapshot';
  return `Day one: there is nothing to compare yet. Movement, trend lines and comparisons ${start}.`;
}

/** A day without its year if that is the chart's. */
export function formatNearDay(day: string, chartDay: string): string {
  return formatDay(day, day.slice(0, 4) === chartDay.slice(0, 4) ? 'dayMonth' : 'long');
}
