import type { HistoryColumns } from '#charts';
import pg from 'pg';

/**
 * Returns SQL that packs snapshots, 50 days to a row. `pack` orders the rows; `snapshots` concatenates binary snapshots.
 * One row for ten years would take up to twice the time, since garbage collection frees it late.
 *
 * @param condition the SQL condition of the snapshots
 */
export function packedSnapshots(condition: string): string {
  return `
    SELECT (day - date '2000-01-01') / 50 AS pack,
           string_agg(date_send(day) || timestamptz_send(taken_at) || boolsend(complete)
                      || boolsend(source = 'RECONSTRUCTED') || array_send(coalesce(artist_ids, '{}')), '' ORDER BY day) AS snapshots
    FROM snapshot WHERE ${condition} GROUP BY pack`;
}

/**
 * Type parsers for a statement whose only `bytea` column holds packed snapshots. They unpack each row as it arrives, so
 * that the bytes of all rows are never in memory at once.
 */
export const PACKED_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.BYTEA ? unpack : (pg.types.getTypeParser(type, format) as unknown),
};

/** Joins the packs of a history, in order. */
export function joinPacks(packs: readonly HistoryColumns[]): HistoryColumns {
  const size = packs.reduce((sum, { days }) => sum + days.length, 0);
  const places = packs.reduce((sum, { artists }) => sum + artists.length, 0);
  const history = emptyColumns(size, places);
  let [snapshot, place] = [0, 0];
  for (const { days, takenAt, complete, reconstructed, ends, artists } of packs) {
    history.days.set(days, snapshot);
    history.takenAt.set(takenAt, snapshot);
    history.complete.set(complete, snapshot);
    history.reconstructed.set(reconstructed, snapshot);
    history.ends.set(
      ends.map((end) => place + end),
      snapshot,
    );
    history.artists.set(artists, place);
    snapshot += days.length;
    place += artists.length;
  }
  return history;
}

/** Offsets from PostgreSQL's epoch, 2000-01-01, to 1970-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;
/** Offsets in a snapshot: a day in 4 bytes, microseconds in 8, two booleans in 1 each, then the array of artists. */
const [TAKEN_AT, COMPLETE, RECONSTRUCTED, ARRAY] = [4, 12, 13, 14];
/** An array's header: number of dimensions, null flag, element type. */
const HEAD_BYTES = 12;
/** A dimension: length and lower bound. An empty array has none, and ends after its header. */
const DIMENSION_BYTES = 8;
/** An element: its length and an integer. */
const ELEMENT_BYTES = 8;

const parseBytea = pg.types.getTypeParser(pg.types.builtins.BYTEA) as (text: string) => Buffer;

/**
 * Unpacks the snapshots of one row.
 *
 * @param text a `bytea` in PostgreSQL's text format
 * @throws {RangeError} the bytes end within a snapshot
 */
function unpack(text: string): HistoryColumns {
  const bytes = parseBytea(text);
  const { length } = bytes;
  let [size, places] = [0, 0];
  for (let offset = 0; offset < length; size += 1) {
    const depth = depthAt(bytes, offset + ARRAY);
    offset += ARRAY + arrayBytes(depth);
    places += depth;
    if (offset > length)
      throw new RangeError(`The ${length} bytes of a packed history end within a snapshot.`);
  }
  const columns = emptyColumns(size, places);
  const { days, takenAt, complete, reconstructed, ends, artists } = columns;
  let [offset, place] = [0, 0];
  for (let index = 0; index < size; index += 1) {
    days[index] = bytes.readInt32BE(offset) + EPOCH_DAYS;
    takenAt[index] = Number(bytes.readBigInt64BE(offset + TAKEN_AT)) / 1_000 + EPOCH_MS;
    complete[index] = bytes[offset + COMPLETE] ?? 0;
    reconstructed[index] = bytes[offset + RECONSTRUCTED] ?? 0;
    const depth = depthAt(bytes, offset + ARRAY);
    // Skips the length of the first element.
    let element = offset + ARRAY + HEAD_BYTES + DIMENSION_BYTES + 4;
    ends[index] = place + depth;
    for (const end = place + depth; place < end; place += 1, element += ELEMENT_BYTES)
      artists[place] = bytes.readInt32BE(element);
    offset += ARRAY + arrayBytes(depth);
  }
  return columns;
}

function emptyColumns(size: number, places: number): HistoryColumns {
  return {
    days: new Int32Array(size),
    takenAt: new Float64Array(size),
    complete: new Uint8Array(size),
    reconstructed: new Uint8Array(size),
    ends: new Int32Array(size),
    artists: new Int32Array(places),
  };
}

function depthAt(bytes: Buffer, offset: number): number {
  return bytes.readInt32BE(offset) === 0 ? 0 : bytes.readInt32BE(offset + HEAD_BYTES);
}

function arrayBytes(depth: number): number {
  return depth === 0 ? HEAD_BYTES : HEAD_BYTES + DIMENSION_BYTES + depth * ELEMENT_BYTES;
}
