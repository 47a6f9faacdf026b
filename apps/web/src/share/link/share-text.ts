import { isolate } from '#cards';
import { formatDay } from '../../words/days.js';
import { formatDate } from '../../words/instants.js';
import { getRange } from '../../words/range.js';
import type { Share } from './shares.queries.js';

/** The lifetimes to choose from, in days. */
export const LIFETIMES = [7, 30, 90, 365] as const;

/** The maximum number of shares of a listener. */
export const MAX_SHARES = 20;

/** The chart that a share shows: that of a day, or always the newest. */
export type LinkedChart = Pick<Share, 'range' | 'on'>;

/** Finds the newest share that shows exactly this chart. */
export function findShare(shares: readonly Share[], { range, on }: LinkedChart): Share | undefined {
  return shares.find((share) => share.range === range && share.on === on);
}

/** `4 weeks, November 29, 2026`, or `4 weeks, always the newest`. */
export function describeChart({ range, on }: LinkedChart): string {
  return `${getRange(range).label}, ${on === null ? 'always the newest' : formatDay(on)}`;
}

/** The title of a share, or its chart where it has none. */
export function nameShare(share: LinkedChart & Pick<Share, 'title'>): string {
  return share.title ?? describeChart(share);
}

/** `It shows your newest 4-week chart, without your name, until December 29, 2026.` */
export function describeShare({ title, range, on, showName, expiresAt }: Share, timezone: string): string {
  const { adjective } = getRange(range);
  const chart =
    on === null ? `your newest ${adjective} chart` : `your ${adjective} chart of ${formatDay(on)}`;
  const titled = title === null ? chart : `${chart} as “${isolate(title)}”`;
  return `It shows ${titled}, ${describeName(showName)}, until ${formatDate(expiresAt, timezone)}.`;
}

/** Whether a share shows the listener's name. */
export function describeName(showName: boolean): string {
  return showName ? 'with your name' : 'without your name';
}
