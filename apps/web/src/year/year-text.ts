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

/** How many weeks of the year have a reconstructed chart, of those with any. Null if none has. */
export function describeReconstructedWeeks(reconstructed: number, all: number): string | null {
  if (reconstructed === 0) return null;
  if (reconstructed >= all) return 'All weekly charts are reconstructed from your listening history.';
  const verb = reconstructed === 1 ? 'is' : 'are';
  return `${formatNumber(reconstructed)} of the ${formatNumber(all)} weekly charts ${verb} reconstructed from your listening history.`;
}

type EntryFigures = Pick<YearEndEntry, 'peakRank' | 'weeks' | 'weeksAtNumberOne'>;

/** The figures of an entry beside its points. None after a single week, when they say nothing new. */
export function listFigures(entry: EntryFigures, weeksCounted: number): string[] {
  if (weeksCounted === 1) return [];
  const { peakRank, weeks, weeksAtNumberOne } = entry;
  const atNumberOne = `${formatNumber(weeksAtNumberOne)} at ${formatRank(1)}`;
  return [formatCount(weeks, 'week'), weeksAtNumberOne > 0 ? atNumberOne : `Peak ${formatRank(peakRank)}`];
}
