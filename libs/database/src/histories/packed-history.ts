import type { HistoryColumns } from '#charts';
import pg from 'pg';

/**
 * SQL that packs snapshots, 50 days to a row. `pack` orders the rows; `snapshots` concatenates the binary form of each
 * snapshot. Rows of this size are collected soon after they are read; one row for ten years takes up to twice the time.
 *
 * @param wanted the SQL condition of the snapshots
 */
export function packedSnapshots(wanted: string): string {
  return `
    SELECT (day - date '2000-01-01') / 50 AS pack,
           string_agg(date_send(day) || timestamptz_send(taken_at) || boolsend(complete)
                      || array_send(coalesce(artist_ids, '{}')), '' ORDER BY day) AS snapshots
    FROM snapshot WHERE ${wanted} GROUP BY pack`;
}

/**
 * Type parsers for a statement whose only bytes are packed snapshots. They unpack each row as it is read, so that the
 * bytes of all rows are never in memory at once.
 */
export const PACKED_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.BYTEA ? unpack : (pg.types.getTypeParser(type, format) as unknown),
};

/** Joins all packs of a history, in order. */
export function unpackHistory(columns: readonly HistoryColumns[]): HistoryColumns {
  const size = columns.reduce((sum, { days }) => sum + days.length, 0);
  const places = columns.reduce((sum, { artists }) => sum + artists.length, 0);
  const history = emptyColumns(size, places);
  let [at, place] = [0, 0];
  for (const { days, takenAt, complete, ends, artists } of columns) {
    history.days.set(days, at);
    history.takenAt.set(takenAt, at);
    history.complete.set(complete, at);
    history.ends.set(
      ends.map((end) => place + end),
      at,
    );
    history.artists.set(artists, place);
    at += days.length;
    place += artists.length;
  }
  return history;
}

/** PostgreSQL counts from 2000-01-01, we count from 1970-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;
/** Days in 4 bytes, microseconds in 8, a truth value in one. */
const [TAKEN_AT, COMPLETE, ARRAY] = [4, 12, 13];
/** An array begins with the number of its dimensions, whether it holds nulls, and the type of its elements. */
const HEAD_BYTES = 12;
/** Length and lower bound. An empty array has no dimension, and nothing after its head. */
const DIMENSION_BYTES = 8;
/** Its own length, and an integer. */
const ELEMENT_BYTES = 8;

const bytesOf = pg.types.getTypeParser(pg.types.builtins.BYTEA) as (text: string) => Buffer;

/**
 * @param text bytes as PostgreSQL writes them
 * @throws RangeError when they end within a snapshot
 */
function unpack(text: string): HistoryColumns {
  const bytes = bytesOf(text);
  const { length } = bytes;
  let [size, places] = [0, 0];
  for (let offset = 0; offset < length; size += 1) {
    const depth = depthAt(bytes, offset + ARRAY);
    offset += ARRAY + arrayBytes(depth);
    places += depth;
    if (offset > length) throw new RangeError(`${length} bytes end within a snapshot`);
  }
  const columns = emptyColumns(size, places);
  const { days, takenAt, complete, ends, artists } = columns;
  let [offset, place] = [0, 0];
  for (let index = 0; index < size; index += 1) {
    days[index] = bytes.readInt32BE(offset) + EPOCH_DAYS;
    takenAt[index] = Number(bytes.readBigInt64BE(offset + TAKEN_AT)) / 1_000 + EPOCH_MS;
    complete[index] = bytes[offset + COMPLETE] ?? 0;
    const depth = depthAt(bytes, offset + ARRAY);
    // Four bytes into the first element, past its length.
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
