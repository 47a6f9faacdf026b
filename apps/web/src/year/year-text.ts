import { formatDayRange } from '../words/days.js';
import { formatCount, formatNumber, formatRank } from '../words/numbers.js';
import type { Reign } from './reigns.js';
import type { YearEndEntry } from './year-end.query.js';

/** `27 weekly charts so far, May 25 – Nov 29.` */
export function describeWeeks(weeks: number, reigns: readonly Reign[], isCurrent: boolean): string {
  const [first, last] = [reigns[0]?.first, reigns.at(-1)?.last];
  const span = first && last ? `, ${formatDayRange(first.monday, last.sunday, 'short')}` : '';
  return `${formatCount(weeks, 'weekly chart')}${isCurrent ? ' so far' : ''}${span}.`;
}

/** A sentence about how the weeks add up. */
export function explainWeeks(weeks: number): string {
  return weeks === 1 ? 'Points add up from week to week.' : 'Weeks without a snapshot don’t count.';
}

type EntryFigures = Pick<YearEndEntry, 'peakRank' | 'weeks' | 'weeksAtNumberOne'>;

/** The figures of an entry beside its points. None after a single week, when they say nothing new. */
export function listFigures(entry: EntryFigures, weeksCounted: number): string[] {
  if (weeksCounted === 1) return [];
  const { peakRank, weeks, weeksAtNumberOne } = entry;
  const atNumberOne = `${formatNumber(weeksAtNumberOne)} at ${formatRank(1)}`;
  return [formatCount(weeks, 'week'), weeksAtNumberOne > 0 ? atNumberOne : `Peak ${formatRank(peakRank)}`];
}
