import { type ChartDay, dayBegins, dayEnds } from './chart-day.js';

const HOUR_MS = 3_600_000;

/** First attempts are spread over so much of a day; what is left of it belongs to further attempts. */
const SPREAD_MS = 18 * HOUR_MS;

/**
 * When the snapshots of a day are due first: so long after the listener's day begins as is theirs every day, within
 * 18 hours, or within the whole day if it is shorter.
 */
export function dueAt(listenerId: number, day: ChartDay, timezone: string): Date {
  const begins = dayBegins(day, timezone).getTime();
  const spread = Math.min(SPREAD_MS, dayEnds(day, timezone).getTime() - begins);
  return new Date(begins + Math.floor(shareOf(listenerId) * spread));
}

/**
 * A share of the spread, from 0 to below 1, always the same for a listener. Multiples of the golden ratio (Knuth, The
 * Art of Computer Programming 3, 6.4): each next id falls into one of the widest intervals that those before it left.
 */
function shareOf(listenerId: number): number {
  return (Math.imul(listenerId, 0x9e3779b9) >>> 0) / 2 ** 32;
}
