import { numberedDay } from '../calendar/day-number.js';
import type { ChartDay } from '../chart-day.js';
import type { History } from '../history/history.js';
import type { LedgerEntry } from '../history/ledger.js';
import { Comparison, type EntryStatus } from './comparison.js';
import { similarity } from './similarity.js';

/** An artist on a chart, or one that dropped out of it, with its ledger as of the chart's day. */
export interface ChartEntry extends Omit<LedgerEntry, 'peakDay' | 'entryDay'> {
  readonly artist: number;
  /** Null for a drop-out. */
  readonly rank: number | null;
  /** Null where the baseline does not have the artist, or there is none. */
  readonly previousRank: number | null;
  /** `previousRank - rank`: positive for a rise; null where either is. */
  readonly rankChange: number | null;
  /** Null for a drop-out, without a baseline, and where it cannot be known. */
  readonly status: EntryStatus | null;
  readonly peakDay: ChartDay;
  readonly entryDay: ChartDay;
}

/** A snapshot read against earlier ones of the same history; it uses nothing later than its own day. */
export class Chart {
  readonly #history: History;
  readonly #index: number;
  readonly #comparison: Comparison | null;
  /** The baseline as a chart of its own, without a baseline. */
  readonly comparedTo: Chart | null;

  constructor(history: History, index: number, baseline: number | null) {
    this.#history = history;
    this.#index = index;
    this.#comparison = baseline === null ? null : new Comparison(history, index, baseline);
    this.comparedTo = baseline === null ? null : new Chart(history, baseline, null);
  }

  get day(): ChartDay {
    return this.#history.day(this.#index);
  }

  get takenAt(): Date {
    return this.#history.takenAt(this.#index);
  }

  /** How many places the snapshot holds. */
  get depth(): number {
    return this.#history.depth(this.#index);
  }

  /** All artists of the snapshot, in rank order. */
  entries(): ChartEntry[] {
    const artists = this.#history.artists(this.#index);
    return Array.from(artists, (artist, place) => {
      const previousRank = this.#comparison?.previousRank(artist) ?? null;
      return this.#entry(artist, place + 1, previousRank);
    });
  }

  /** The artists that the baseline has down to rank k and the snapshot has not, in order of their ranks before. */
  dropouts(): ChartEntry[] {
    const dropouts = this.#comparison?.dropouts() ?? [];
    return dropouts.map(({ artist, previousRank }) => this.#entry(artist, null, previousRank));
  }

  /** Of the first k places, the share whose artist is not among the baseline's first k; null where there are none. */
  get turnover(): number | null {
    if (!this.#comparison) return null;
    const [places, before] = [this.#comparison.laterArtists(), this.#comparison.earlierArtists()];
    if (places.length === 0) return null;
    return places.filter((artist) => !before.includes(artist)).length / places.length;
  }

  /** How alike chart and baseline are, both cut to k, from 0 to 1; null where there is nothing to compare. */
  get similarity(): number | null {
    if (!this.#comparison) return null;
    return similarity(this.#comparison.laterArtists(), this.#comparison.earlierArtists());
  }

  #entry(artist: number, rank: number | null, previousRank: number | null): ChartEntry {
    const ledger = this.#history.ledger.read(artist, this.#index, rank);
    return {
      artist,
      rank,
      previousRank,
      rankChange: rank === null || previousRank === null ? null : previousRank - rank,
      status: rank === null ? null : (this.#comparison?.status(artist, rank, previousRank) ?? null),
      ...ledger,
      peakDay: numberedDay(ledger.peakDay),
      entryDay: numberedDay(ledger.entryDay),
    };
  }
}

/**
 * The chart of a snapshot, against an earlier one or none.
 *
 * @throws RangeError for a baseline that is not earlier
 */
export function chartOf(history: History, index: number, baseline: number | null): Chart {
  return new Chart(history, index, baseline);
}
