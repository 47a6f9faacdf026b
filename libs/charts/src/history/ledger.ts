import { periodOf } from '../calendar.js';
import { elementAt, type HistoryColumns } from './columns.js';
import { Timelines, TimelinesBuilder } from './timelines.js';

/** An artist's achievements up to a chart's day. Days are numbers. */
export interface LedgerEntry {
  /** The best rank, and the first day at it. */
  readonly peakRank: number;
  readonly peakDay: number;
  /** The first day on the chart, and the rank on that day. */
  readonly entryRank: number;
  readonly entryDay: number;
  /** The number of chart weeks on the chart, including the chart's own. */
  readonly weeksOnChart: number;
  /** The run of consecutive chart weeks up to the chart's own. 0 for an artist who is not on it. */
  readonly consecutiveWeeksOnChart: number;
  readonly weeksAtNumberOne: number;
  /** The run of consecutive chart weeks at number one up to the chart's own. 0 unless the rank is 1. */
  readonly consecutiveWeeksAtNumberOne: number;
}

/** Shared by all ledgers, so that building one leaves little garbage. Each is built synchronously. */
const builders = [new TimelinesBuilder(), new TimelinesBuilder(), new TimelinesBuilder()] as const;

/** Measured size of an entry of a Map from integer to integer, in bytes. */
const MAP_ENTRY_BYTES = 40;

/**
 * The ledger of every artist of a history, as of each snapshot: peak and entry over all snapshots, weeks over chart
 * weeks. Built in one pass over all snapshots; every read is a binary search.
 *
 * A chart week is an ISO week with a snapshot. Its chart is the last of them, or the snapshot that is read. Weeks without
 * a snapshot neither count nor break a run.
 */
export class Ledger {
  readonly #columns: HistoryColumns;
  /** The number of each artist as the owner of timelines, from 0 in order of first appearance. */
  readonly #owners = new Map<number, number>();
  /** The number of each snapshot's chart week. */
  readonly #weekOf: Int32Array;
  /** The snapshots at which an artist reached a new best rank, with the rank. The first is the first appearance. */
  readonly #peaks: Timelines;
  /** The chart weeks in which an artist was on the chart, with the length of the run. */
  readonly #weeks: Timelines;
  /** The chart weeks in which an artist was at number one, with the length of the run. */
  readonly #weeksAtNumberOne: Timelines;

  constructor(columns: HistoryColumns) {
    this.#columns = columns;
    const { days, ends, artists } = columns;
    this.#weekOf = chartWeeks(days);
    const [peaks, weeks, numberOnes] = builders;
    for (const builder of builders) builder.clear();
    let numberOne = { owner: -1, week: -1, run: 0 };
    // Each artist's state after the snapshots so far, by owner. Arrays of numbers create less garbage than objects.
    const peakRanks: number[] = [];
    const lastWeeks: number[] = [];
    const runs: number[] = [];
    let place = 0;
    for (let index = 0; index < days.length; index++) {
      const week = elementAt(this.#weekOf, index);
      const isLastOfWeek = index + 1 === days.length || elementAt(this.#weekOf, index + 1) !== week;
      const end = elementAt(ends, index);
      for (let rank = 1; place < end; place++, rank++) {
        const owner = this.#ownerOf(elementAt(artists, place));
        const peakRank = peakRanks[owner];
        if (peakRank === undefined || rank < peakRank) {
          peakRanks[owner] = rank;
          peaks.add(owner, index, rank);
        }
        if (!isLastOfWeek) continue;
        const run = lastWeeks[owner] === week - 1 ? (runs[owner] ?? 0) + 1 : 1;
        lastWeeks[owner] = week;
        runs[owner] = run;
        weeks.add(owner, week, run);
        if (rank !== 1) continue;
        const continues = numberOne.owner === owner && numberOne.week === week - 1;
        numberOne = { owner, week, run: continues ? numberOne.run + 1 : 1 };
        numberOnes.add(owner, week, numberOne.run);
      }
    }
    this.#peaks = new Timelines(this.#owners.size, peaks);
    this.#weeks = new Timelines(this.#owners.size, weeks);
    this.#weeksAtNumberOne = new Timelines(this.#owners.size, numberOnes);
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    const timelines = this.#peaks.bytes + this.#weeks.bytes + this.#weeksAtNumberOne.bytes;
    return timelines + this.#weekOf.byteLength + MAP_ENTRY_BYTES * this.#owners.size;
  }

  /** Every artist that was ever on the chart, once. */
  get artists(): Iterable<number> {
    return this.#owners.keys();
  }

  /** Whether an artist was ever on the chart. */
  has(artist: number): boolean {
    return this.#owners.has(artist);
  }

  /** Whether an artist is in any snapshot before `index`. */
  hasBefore(artist: number, index: number): boolean {
    const owner = this.#owners.get(artist);
    return owner !== undefined && this.#peaks.key(owner, 0) < index;
  }

  /** Whether an artist improves its peak in a snapshot. A first appearance does not count. */
  hasNewPeak(artist: number, index: number): boolean {
    const owner = this.#owners.get(artist);
    if (owner === undefined) return false;
    const position = this.#peaks.countBefore(owner, index + 1) - 1;
    return position > 0 && this.#peaks.key(owner, position) === index;
  }

  /**
   * Reads an artist's ledger as of a snapshot. Uses nothing later.
   *
   * @param rank the artist's rank in that snapshot; null if it is not there
   * @throws {RangeError} the artist was not on the chart by then
   */
  read(artist: number, index: number, rank: number | null): LedgerEntry {
    const owner = this.#owners.get(artist);
    const peaks = owner === undefined ? 0 : this.#peaks.countBefore(owner, index + 1);
    if (owner === undefined || peaks === 0) {
      throw new RangeError(`Artist ${artist} was not on the chart by snapshot ${index}.`);
    }
    const week = elementAt(this.#weekOf, index);
    const weeksBefore = this.#weeks.countBefore(owner, week);
    const numberOnesBefore = this.#weeksAtNumberOne.countBefore(owner, week);
    return {
      peakRank: this.#peaks.value(owner, peaks - 1),
      peakDay: this.#dayOf(this.#peaks.key(owner, peaks - 1)),
      entryRank: this.#peaks.value(owner, 0),
      entryDay: this.#dayOf(this.#peaks.key(owner, 0)),
      weeksOnChart: weeksBefore + (rank === null ? 0 : 1),
      consecutiveWeeksOnChart: rank === null ? 0 : runBefore(this.#weeks, owner, week, weeksBefore) + 1,
      weeksAtNumberOne: numberOnesBefore + (rank === 1 ? 1 : 0),
      consecutiveWeeksAtNumberOne:
        rank === 1 ? runBefore(this.#weeksAtNumberOne, owner, week, numberOnesBefore) + 1 : 0,
    };
  }

  #dayOf(index: number): number {
    return elementAt(this.#columns.days, index);
  }

  /** Returns the number of an artist, a new one at its first appearance. */
  #ownerOf(artist: number): number {
    const owner = this.#owners.get(artist);
    if (owner !== undefined) return owner;
    this.#owners.set(artist, this.#owners.size);
    return this.#owners.size - 1;
  }
}

/** Returns the length of the run that ends with the week before. `count` weeks of the owner precede `week`. */
function runBefore(weeks: Timelines, owner: number, week: number, count: number): number {
  if (count === 0 || weeks.key(owner, count - 1) !== week - 1) return 0;
  return weeks.value(owner, count - 1);
}

/** Returns the number of each snapshot's chart week. Chart weeks are numbered consecutively from 0. */
function chartWeeks(days: Int32Array): Int32Array {
  let [number, week] = [-1, NaN];
  return days.map((day) => {
    const current = periodOf('WEEK', day);
    if (current !== week) number += 1;
    week = current;
    return number;
  });
}
