/** The snapshots of one listener and range in order of their days, in columns. */
export interface HistoryColumns {
  /** The chart day of each snapshot, in days since 1970-01-01. Strictly ascending. */
  readonly days: Int32Array;
  /** When each snapshot was taken, in milliseconds since 1970; of a reconstructed one, when its history was imported. */
  readonly takenAt: Float64Array;
  /** 1 if the list is complete: there were no more artists, at Spotify or in the listening history. */
  readonly complete: Uint8Array;
  /** 1 if the snapshot is reconstructed from a listening history. */
  readonly reconstructed: Uint8Array;
  /** The index in `artists` at which each snapshot ends and the next begins. */
  readonly ends: Int32Array;
  /** The artists of all snapshots, each snapshot in rank order and without duplicates. */
  readonly artists: Int32Array;
}

/** Returns the memory of columns, in bytes. */
export function columnBytes({
  days,
  takenAt,
  complete,
  reconstructed,
  ends,
  artists,
}: HistoryColumns): number {
  const columns = [days, takenAt, complete, reconstructed, ends, artists];
  return columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/**
 * Returns an element of a column.
 *
 * @throws {RangeError} the index is out of bounds
 */
export function elementAt(column: Int32Array | Float64Array | Uint8Array, index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError(`Index ${index} is out of bounds: length ${column.length}.`);
  return value;
}
