import { numberedDay } from '../calendar.js';
import type { ChartDay } from '../chart-day.js';
import type { History, Ranking, SnapshotSource } from '../history/history.js';
import type { LedgerEntry } from '../history/ledger.js';
import { comparedRanks } from './compare-rankings.js';
import { rankBiasedOverlap } from './rank-biased-overlap.js';

/** How an entry compares with the chart's baseline. */
export type EntryStatus = 'NEW_ENTRY' | 'RE_ENTRY' | 'MOVED_UP' | 'MOVED_DOWN' | 'NO_CHANGE';

/**
 * Compares two snapshots of a history. An incomplete snapshot does not show who ranks below its depth, so an artist
 * counts as absent only within the compared ranks: down to the least depth among incomplete snapshots of the two.
 */
export class Comparison {
  readonly #history: History;
  readonly #later: number;
  readonly #earlier: number;
  /** The lowest rank at which the two can be compared. Infinity if both are complete. */
  readonly comparedRanks: number;

  /** @throws {RangeError} `earlier` is not the older snapshot */
  constructor(history: History, later: number, earlier: number) {
    if (earlier >= later) throw new RangeError(`Snapshot ${earlier} is not older than ${later}.`);
    this.#history = history;
    this.#later = later;
    this.#earlier = earlier;
    this.comparedRanks = comparedRanks(history.ranking(later), history.ranking(earlier));
  }

  /** Returns an artist's rank in the earlier snapshot; null if it is not there. */
  previousRank(artist: number): number | null {
    return this.#history.rank(this.#earlier, artist);
  }

  /**
   * Returns the status of an artist at `rank` of the later snapshot. An artist that only older snapshots have re-enters.
   * Null if the artist may have been below the compared ranks.
   */
  status(artist: number, rank: number, previousRank: number | null): EntryStatus | null {
    if (previousRank !== null) {
      if (rank === previousRank) return 'NO_CHANGE';
      return rank < previousRank ? 'MOVED_UP' : 'MOVED_DOWN';
    }
    if (rank > this.comparedRanks) return null;
    return this.#history.ledger.hasBefore(artist, this.#earlier) ? 'RE_ENTRY' : 'NEW_ENTRY';
  }

  /** Lists the artists within the compared ranks of the earlier snapshot that the later one lacks, by previous rank. */
  dropouts(): { artist: number; previousRank: number }[] {
    const later = this.#history.artists(this.#later);
    return Array.from(this.earlierArtists(), (artist, index) => ({ artist, previousRank: index + 1 })).filter(
      ({ artist }) => !later.includes(artist),
    );
  }

  /** Returns the later snapshot's artists within the compared ranks. */
  laterArtists(): Int32Array {
    return this.#history.artists(this.#later).subarray(0, this.comparedRanks);
  }

  /** Returns the earlier snapshot's artists within the compared ranks. */
  earlierArtists(): Int32Array {
    return this.#history.artists(this.#earlier).subarray(0, this.comparedRanks);
  }
}

/** A weekly chart, by tradition, is compared with the one a week before. */
const BASELINE_DAYS = 7;

/** Returns the default baseline: the newest snapshot at least 7 days older, else the oldest earlier one, else null. */
export function defaultBaseline(history: History, index: number): number | null {
  const weekBefore = history.newestWithin(-Infinity, history.dayNumber(index) - BASELINE_DAYS);
  return weekBefore ?? (index > 0 ? 0 : null);
}

/** An artist on a chart, or a drop-out, with its ledger as of the chart's day. */
export interface ChartEntry extends Omit<LedgerEntry, 'peakDay' | 'entryDay'> {
  readonly artist: number;
  /** Null for a drop-out. */
  readonly rank: number | null;
  /** Null if the baseline lacks the artist, or there is none. */
  readonly previousRank: number | null;
  /** `previousRank - rank`: positive for a rise. Null if either is. */
  readonly rankChange: number | null;
  /** Null for a drop-out, without a baseline, and below the compared ranks. */
  readonly status: EntryStatus | null;
  readonly peakDay: ChartDay;
  readonly entryDay: ChartDay;
}

/** A snapshot compared with earlier ones of its history. Uses nothing later than its own day. */
export class Chart {
  readonly #history: History;
  readonly #index: number;
  readonly #comparison: Comparison | null;
  /** The baseline as a chart without a baseline of its own. */
  readonly comparedTo: Chart | null;

  /**
   * @param baseline the earlier snapshot to compare with; null for none
   * @throws {RangeError} it is not earlier
   */
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

  get source(): SnapshotSource {
    return this.#history.source(this.#index);
  }

  /** The number of artists. */
  get depth(): number {
    return this.#history.depth(this.#index);
  }

  /** The artists alone, to compare them with the chart of another listener. */
  get ranking(): Ranking {
    return this.#history.ranking(this.#index);
  }

  /** Lists all artists of the snapshot, in rank order. */
  entries(): ChartEntry[] {
    const artists = this.#history.artists(this.#index);
    return Array.from(artists, (artist, place) => {
      const previousRank = this.#comparison?.previousRank(artist) ?? null;
      return this.#entry(artist, place + 1, previousRank);
    });
  }

  /** Lists the artists that dropped out since the baseline, by previous rank. */
  dropouts(): ChartEntry[] {
    const dropouts = this.#comparison?.dropouts() ?? [];
    return dropouts.map(({ artist, previousRank }) => this.#entry(artist, null, previousRank));
  }

  /** The share of artists within the compared ranks that the baseline lacks there. Null if there are none. */
  get turnover(): number | null {
    if (!this.#comparison) return null;
    const [later, earlier] = [this.#comparison.laterArtists(), this.#comparison.earlierArtists()];
    if (later.length === 0) return null;
    return later.filter((artist) => !earlier.includes(artist)).length / later.length;
  }

  /** The {@link rankBiasedOverlap} of chart and baseline within the compared ranks. Null if there is nothing to compare. */
  get similarity(): number | null {
    if (!this.#comparison) return null;
    return rankBiasedOverlap(this.#comparison.laterArtists(), this.#comparison.earlierArtists());
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
