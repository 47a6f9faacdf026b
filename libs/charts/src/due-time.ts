import { type ChartDay, dayBegins, dayEnds } from './chart-day.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** First tries are spread over so much of a day; what is left of it belongs to further tries. */
const SPREAD_MS = 18 * HOUR_MS;

const FIRST_BACK_OFF_MS = 5 * MINUTE_MS;
const LONGEST_BACK_OFF_MS = 2 * HOUR_MS;

/** A try must be due so long before the day ends: a tick may see it 5 minutes late, and the try takes a while. */
const LAST_TRY_MS = 10 * MINUTE_MS;

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

/** What the time of another try follows from. */
export interface FailedTry {
  readonly now: Date;
  /** Failed tries of the day so far, this one included: 1 or more. */
  readonly attempts: number;
  /** The least time that Spotify asked to be left alone, in seconds; 0 if it asked for none. */
  readonly retryAfterSeconds: number;
  readonly dayEnds: Date;
  /** Answers numbers from 0 to below 1, such as `Math.random`. */
  readonly random: () => number;
}

/**
 * When to try again: after half the back-off, or the time Spotify asked for if that is longer, and then up to half the
 * back-off more, at random, so that those who failed together do not come back together. The back-off starts at
 * 5 minutes and doubles up to 2 hours: who is due last, 6 hours before the day ends, still has 7 tries or more.
 *
 * @returns null when no try fits before the day ends
 */
export function retryAt({ now, attempts, retryAfterSeconds, dayEnds: end, random }: FailedTry): Date | null {
  const half = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (attempts - 1)) / 2;
  const earliest = now.getTime() + Math.max(retryAfterSeconds * 1000, half);
  const latest = end.getTime() - LAST_TRY_MS;
  if (earliest > latest) return null;
  return new Date(Math.ceil(earliest + random() * Math.min(half, latest - earliest)));
}
