import { periodOf } from '../calendar/period.js';
import { at, type HistoryColumns } from './columns.js';
import { Timelines, TimelinesDraft } from './timelines.js';

/** What an artist has achieved up to a chart's day. Days are numbers. */
export interface LedgerEntry {
  /** The best rank, and the first day at it. */
  readonly peakRank: number;
  readonly peakDay: number;
  /** The first day on the chart, and the rank on that day. */
  readonly entryRank: number;
  readonly entryDay: number;
  /** Chart weeks on the chart, the chart's own included. */
  readonly weeksOnChart: number;
  /** How many of them came one after the other up to the chart's own; 0 for who is not on it. */
  readonly consecutiveWeeksOnChart: number;
  readonly weeksAtNumberOne: number;
  /** Consecutive chart weeks at number one that end with the chart's own; 0 unless its rank is 1. */
  readonly consecutiveWeeksAtNumberOne: number;
}

/** Bytes that a Map of two small integers takes for each of its entries, hash table included; measured. */
const MAP_ENTRY_BYTES = 40;

/**
 * The ledger of every artist of a history, as of each of its snapshots: best rank and its first day, first rank and
 * day, over all snapshots; weeks on the chart and at number one, over chart weeks. A chart week is an ISO week with a
 * snapshot, and its chart is the last of them; for the week of the snapshot that is asked about, that snapshot. Chart
 * weeks are numbered in order, so that a week without any snapshot neither counts nor breaks a run.
 *
 * Built in one pass over all places; from then on every answer is a few steps of halving.
 */
export class Ledger {
  readonly #columns: HistoryColumns;
  /** Artists are numbered from 0 in order of their first appearance. */
  readonly #owners = new Map<number, number>();
  /** Which chart week each snapshot belongs to. */
  readonly #weekOf: Int32Array;
  /** At which snapshot an artist was at a rank better than ever before; the first of these is the first appearance. */
  readonly #peaks: Timelines;
  /** In which chart weeks an artist was on the week's chart, and how many in a row it was then. */
  readonly #weeks: Timelines;
  /** Chart weeks in which an artist was number one, each with the length of the run up to it. */
  readonly #weeksAtNumberOne: Timelines;

  constructor(columns: HistoryColumns) {
    this.#columns = columns;
    const { days, ends, artists } = columns;
    this.#weekOf = chartWeeks(days);
    const [peaks, weeks, numberOnes] = [new TimelinesDraft(), new TimelinesDraft(), new TimelinesDraft()];
    let numberOne = { owner: -1, week: -1, run: 0 };
    const standing: { peakRank: number; week: number; run: number }[] = [];
    let place = 0;
    for (let index = 0; index < days.length; index++) {
      const week = at(this.#weekOf, index);
      const isLastOfWeek = index + 1 === days.length || at(this.#weekOf, index + 1) !== week;
      const end = at(ends, index);
      for (let rank = 1; place < end; place++, rank++) {
        const owner = this.#ownerOf(at(artists, place));
        const its = (standing[owner] ??= { peakRank: Infinity, week: -1, run: 0 });
        if (rank < its.peakRank) {
          its.peakRank = rank;
          peaks.add(owner, index, rank);
        }
        if (!isLastOfWeek) continue;
        its.run = its.week === week - 1 ? its.run + 1 : 1;
        its.week = week;
        weeks.add(owner, week, its.run);
        if (rank !== 1) continue;
        const isSame = numberOne.owner === owner && numberOne.week === week - 1;
        numberOne = { owner, week, run: isSame ? numberOne.run + 1 : 1 };
        numberOnes.add(owner, week, numberOne.run);
      }
    }
    this.#peaks = new Timelines(this.#owners.size, peaks);
    this.#weeks = new Timelines(this.#owners.size, weeks);
    this.#weeksAtNumberOne = new Timelines(this.#owners.size, numberOnes);
  }

  get bytes(): number {
    const timelines = this.#peaks.bytes + this.#weeks.bytes + this.#weeksAtNumberOne.bytes;
    return timelines + this.#weekOf.byteLength + MAP_ENTRY_BYTES * this.#owners.size;
  }

  /** Whether an artist was ever on the chart. */
  has(artist: number): boolean {
    return this.#owners.has(artist);
  }

  /** Whether an artist is in any snapshot older than that one. */
  hadBefore(artist: number, index: number): boolean {
    const owner = this.#owners.get(artist);
    return owner !== undefined && this.#peaks.moment(owner, 0) < index;
  }

  /** Whether an artist is at a better rank there than in every older snapshot, and is in one of them. */
  improvedAt(artist: number, index: number): boolean {
    const owner = this.#owners.get(artist);
    if (owner === undefined) return false;
    const position = this.#peaks.countBefore(owner, index + 1) - 1;
    return position > 0 && this.#peaks.moment(owner, position) === index;
  }

  /**
   * An artist's ledger as of a snapshot, which uses nothing later.
   *
   * @param rank the artist's in that snapshot; null if it is not there
   * @throws RangeError for an artist that was not on the chart by then
   */
  read(artist: number, index: number, rank: number | null): LedgerEntry {
    const owner = this.#owners.get(artist);
    const peaks = owner === undefined ? 0 : this.#peaks.countBefore(owner, index + 1);
    if (owner === undefined || peaks === 0) {
      throw new RangeError(`Artist ${artist} was not on the chart by snapshot ${index}.`);
    }
    const week = at(this.#weekOf, index);
    const weeksBefore = this.#weeks.countBefore(owner, week);
    const numberOnesBefore = this.#weeksAtNumberOne.countBefore(owner, week);
    return {
      peakRank: this.#peaks.value(owner, peaks - 1),
      peakDay: this.#dayOf(this.#peaks.moment(owner, peaks - 1)),
      entryRank: this.#peaks.value(owner, 0),
      entryDay: this.#dayOf(this.#peaks.moment(owner, 0)),
      weeksOnChart: weeksBefore + (rank === null ? 0 : 1),
      consecutiveWeeksOnChart: rank === null ? 0 : runBefore(this.#weeks, owner, week, weeksBefore) + 1,
      weeksAtNumberOne: numberOnesBefore + (rank === 1 ? 1 : 0),
      consecutiveWeeksAtNumberOne:
        rank === 1 ? runBefore(this.#weeksAtNumberOne, owner, week, numberOnesBefore) + 1 : 0,
    };
  }

  #dayOf(index: number): number {
    return at(this.#columns.days, index);
  }

  #ownerOf(artist: number): number {
    const known = this.#owners.get(artist);
    if (known !== undefined) return known;
    this.#owners.set(artist, this.#owners.size);
    return this.#owners.size - 1;
  }
}

/** The length of the run that ends with the week before; `count` weeks of the owner lie before `week`. */
function runBefore(weeks: Timelines, owner: number, week: number, count: number): number {
  if (count === 0 || weeks.moment(owner, count - 1) !== week - 1) return 0;
  return weeks.value(owner, count - 1);
}

/** Numbers the weeks that have a snapshot, from 0 and without holes, and gives every snapshot its week's number. */
function chartWeeks(days: Int32Array): Int32Array {
  let [number, week] = [-1, NaN];
  return days.map((day) => {
    const its = periodOf('WEEK', day);
    if (its !== week) number += 1;
    week = its;
    return number;
  });
}
