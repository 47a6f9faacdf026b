/** The snapshots of one listener and range in order of their days, packed in columns. */
export interface HistoryColumns {
  /** Each snapshot's chart day, in days since 1970-01-01; strictly ascending. */
  readonly days: Int32Array;
  /** When each was taken, in milliseconds since 1970-01-01T00:00Z. */
  readonly takenAt: Float64Array;
  /** 1 where Spotify had no more places to give. */
  readonly complete: Uint8Array;
  /** Where the places of each end in `artists`; they begin where those of the snapshot before end. */
  readonly ends: Int32Array;
  /** The artists of all snapshots, one snapshot behind the other, each in rank order and without doubles. */
  readonly artists: Int32Array;
}

/** The memory that columns take, in bytes. */
export function bytesOf({ days, takenAt, complete, ends, artists }: HistoryColumns): number {
  return days.byteLength + takenAt.byteLength + complete.byteLength + ends.byteLength + artists.byteLength;
}

/**
 * The number at a place of a column.
 *
 * @throws RangeError where the column has no such place
 */
export function at(column: Int32Array | Float64Array | Uint8Array, place: number): number {
  const value = column[place];
  if (value === undefined) throw new RangeError(`There is no place ${place} among ${column.length}.`);
  return value;
}
