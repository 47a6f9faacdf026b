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

type EntryFigures = Pick<YearEndEntry, 'points' | 'peakRank' | 'weeks' | 'weeksAtNumberOne'>;

/** The figures of an entry on the podium, one to a line. */
export function listFigures({ points, peakRank, weeks, weeksAtNumberOne }: EntryFigures): string[] {
  return [
    formatCount(points, 'point'),
    formatCount(weeks, 'week'),
    weeksAtNumberOne > 0
      ? `${formatNumber(weeksAtNumberOne)} at ${formatRank(1)}`
      : `Peak ${formatRank(peakRank)}`,
  ];
}

/** The figures of an entry but for its points, in one line. */
export function summarize({ peakRank, weeks, weeksAtNumberOne }: Omit<EntryFigures, 'points'>): string {
  const whole = `Peak ${peakRank} · ${formatCount(weeks, 'week')}`;
  return weeksAtNumberOne === 0 ? whole : `${whole} · ${weeksAtNumberOne} at ${formatRank(1)}`;
}
