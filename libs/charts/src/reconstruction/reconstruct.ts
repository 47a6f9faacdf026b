import { dayNumber, numberedDay } from '../calendar.js';
import type { ChartDay } from '../chart-day.js';
import type { PlayCounts } from './play-counts.js';
import { Tournament } from './tournament.js';

/** The length of each range's window in days. A window ends with the day of its list. */
export const WINDOW_DAYS = { SHORT_TERM: 28, MEDIUM_TERM: 182, LONG_TERM: 365 } as const;

/** Numbers of artists in rank order, as {@link PlayCounts} has them. */
export interface RankedArtists {
  readonly artists: Int32Array;
  /** Whether no artist of the window was cut. */
  readonly complete: boolean;
}

/** A list as it would have been on a day. */
export interface ReconstructedList extends RankedArtists {
  readonly day: ChartDay;
}

/**
 * A window over the plays of a fixed number of days. It moves day by day: it adds the counts of the day that joins and
 * subtracts those of the day that leaves, so a step costs the same however long the window is.
 */
export class SlidingWindow {
  readonly #counts: PlayCounts;
  readonly #length: number;
  readonly #plays: Uint32Array;
  readonly #milliseconds: Float64Array;
  readonly #ranking: Tournament;
  readonly #after: number;
  #day: number;

  /** Creates an empty window that ends with the day `after`. It ignores the plays of this day and of all earlier ones. */
  constructor(counts: PlayCounts, length: number, after: number) {
    this.#counts = counts;
    this.#length = length;
    this.#after = after;
    this.#day = after;
    const plays = (this.#plays = new Uint32Array(counts.artistCount));
    const milliseconds = (this.#milliseconds = new Float64Array(counts.artistCount));
    const nameOrder = counts.nameOrder();
    this.#ranking = new Tournament(counts.artistCount, (one, other) => {
      const byPlays = (plays[one] ?? 0) - (plays[other] ?? 0);
      if (byPlays !== 0) return byPlays > 0;
      const byMilliseconds = (milliseconds[one] ?? 0) - (milliseconds[other] ?? 0);
      if (byMilliseconds !== 0) return byMilliseconds > 0;
      return (nameOrder[one] ?? 0) < (nameOrder[other] ?? 0);
    });
  }

  /** Moves the window forward until it ends with a day. */
  moveTo(day: number): void {
    while (this.#day < day) {
      this.#day += 1;
      this.#counts.visit(this.#day, this.#add);
      const left = this.#day - this.#length;
      if (left > this.#after) this.#counts.visit(left, this.#subtract);
    }
  }

  /** Whether the window has a play. */
  get hasPlays(): boolean {
    return this.#ranking.size > 0;
  }

  /** Returns the artists by plays, then milliseconds, then name in code-point order, cut to `depth`. */
  rank(depth: number): RankedArtists {
    return { artists: this.#ranking.first(depth), complete: this.#ranking.size <= depth };
  }

  readonly #add = (artist: number, plays: number, milliseconds: number): void => {
    this.#plays[artist] = (this.#plays[artist] ?? 0) + plays;
    this.#milliseconds[artist] = (this.#milliseconds[artist] ?? 0) + milliseconds;
    this.#ranking.enter(artist);
  };

  readonly #subtract = (artist: number, plays: number, milliseconds: number): void => {
    const left = (this.#plays[artist] ?? 0) - plays;
    this.#plays[artist] = left;
    this.#milliseconds[artist] = (this.#milliseconds[artist] ?? 0) - milliseconds;
    if (left > 0) this.#ranking.enter(artist);
    else this.#ranking.leave(artist);
  };
}

/**
 * Reconstructs the lists of one range from plays, oldest first: one for each day whose window has a play, from the first
 * counted play through the last one, at the latest `lastDay`.
 *
 * @param options.windowDays see {@link WINDOW_DAYS}
 * @param options.depth the most artists of a list
 */
export function* reconstruct(
  counts: PlayCounts,
  options: { readonly windowDays: number; readonly depth: number; readonly lastDay: ChartDay },
): Generator<ReconstructedList> {
  const window = new SlidingWindow(counts, options.windowDays, counts.firstDay - 1);
  const last = Math.min(counts.lastDay, dayNumber(options.lastDay));
  for (let day = counts.firstDay; day <= last; day += 1) {
    window.moveTo(day);
    if (window.hasPlays) yield { day: numberedDay(day), ...window.rank(options.depth) };
  }
}
