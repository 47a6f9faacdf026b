import fc from 'fast-check';
import { addDays, type ChartDay } from '../chart-day.js';
import { dayNumber } from '../calendar.js';
import { History, type SnapshotSource } from './history.js';

/** A snapshot as a plain object. */
export interface Snapshot {
  readonly day: ChartDay;
  readonly takenAt: Date;
  readonly complete: boolean;
  /** Default: Spotify. */
  readonly source?: SnapshotSource;
  readonly artists: readonly number[];
}

/** Packs snapshots, in order of their days, into a history. */
export function historyOf(snapshots: readonly Snapshot[]): History {
  let end = 0;
  return new History({
    days: Int32Array.from(snapshots, ({ day }) => dayNumber(day)),
    takenAt: Float64Array.from(snapshots, ({ takenAt }) => takenAt.getTime()),
    complete: Uint8Array.from(snapshots, ({ complete }) => (complete ? 1 : 0)),
    reconstructed: Uint8Array.from(snapshots, ({ source }) => (source === 'RECONSTRUCTED' ? 1 : 0)),
    ends: Int32Array.from(snapshots, ({ artists }) => (end += artists.length)),
    artists: Int32Array.from(snapshots.flatMap(({ artists }) => artists)),
  });
}

/**
 * Creates a history from one letter per artist in rank order, by day. `AB` is a complete list; `AB…` is an incomplete
 * list with further places that were not recorded. `~AB` is a reconstructed list.
 */
export function written(lists: Readonly<Record<ChartDay, string>>): History {
  return historyOf(
    Object.entries(lists).map(([day, list]) => ({
      day,
      takenAt: new Date(`${day}T05:12:00Z`),
      complete: !list.endsWith('…'),
      source: list.startsWith('~') ? 'RECONSTRUCTED' : 'SPOTIFY',
      artists: [...list.replace(/[~…]/g, '')].map(numberOf),
    })),
  );
}

/** Returns the artist id of a letter. */
export function numberOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

/** Returns the letter of an artist id. */
export function letterOf(artist: number): string {
  return String.fromCodePoint(artist);
}

/**
 * Generates mostly daily snapshots with gaps of days and weeks, from 15 December of any year on. In half of the
 * histories, the first are reconstructed.
 */
export function anySnapshots(size: { maxSnapshots: number; maxArtists: number }): fc.Arbitrary<Snapshot[]> {
  const daysLater = fc.oneof(
    { weight: 6, arbitrary: fc.constant(1) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: 80 }) },
  );
  const pool = Array.from({ length: size.maxArtists }, (_, index) => 7 * index + 3);
  // Half of the lists are long, as Spotify's are; the others have any length.
  const artists = fc.oneof(
    fc.shuffledSubarray(pool),
    fc.shuffledSubarray(pool, { minLength: Math.ceil(pool.length / 2) }),
  );
  const snapshot = fc.record({ daysLater, artists, complete: fc.boolean() });
  const year = fc.integer({ min: 2014, max: 2033 });
  const seam = fc.oneof(fc.constant(0), fc.nat(size.maxSnapshots));
  return fc
    .tuple(year, seam, fc.array(snapshot, { maxLength: size.maxSnapshots, size: 'max' }))
    .map(([firstYear, reconstructed, drawn]) => {
      let day = `${firstYear}-12-15`;
      return drawn.map(({ daysLater: days, ...rest }, index) => {
        day = addDays(day, days);
        const source = index < reconstructed ? 'RECONSTRUCTED' : 'SPOTIFY';
        return { day, takenAt: new Date(Date.parse(day) + 1000 * index), source, ...rest };
      });
    });
}
