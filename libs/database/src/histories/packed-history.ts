import type { HistoryColumns } from '#charts';

/**
 * Some snapshots of a history as PostgreSQL packs them: each column is what the type's own send function writes for
 * each snapshot, one behind the other in order of the days.
 */
export interface PackedSnapshots {
  /** `date_send`: days since 2000-01-01, 4 bytes each. */
  readonly days: Buffer;
  /** `timestamptz_send`: microseconds since 2000-01-01T00:00Z, 8 bytes each. */
  readonly taken_at: Buffer;
  /** `boolsend`: one byte each. */
  readonly complete: Buffer;
  /** `array_send` of integers; see {@link unpackArtists}. */
  readonly artists: Buffer;
}

/**
 * SQL that packs what it wants of the snapshots, each span of 50 days into one row: `pack` gives their order. Rows of
 * this size are read in one piece and soon collected; ten years in a single one take up to twice the time.
 *
 * @param wanted SQL for which snapshots
 */
export function packedSnapshots(wanted: string): string {
  return `
    SELECT (day - date '2000-01-01') / 50 AS pack, string_agg(date_send(day), '' ORDER BY day) AS days,
           string_agg(timestamptz_send(taken_at), '' ORDER BY day) AS taken_at,
           string_agg(boolsend(complete), '' ORDER BY day) AS complete,
           string_agg(array_send(coalesce(artist_ids, '{}')), '' ORDER BY day) AS artists
    FROM snapshot WHERE ${wanted} GROUP BY pack`;
}

/** PostgreSQL counts from 2000-01-01, we count from 1970-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;

/**
 * A history from all its rows in order.
 *
 * @throws RangeError when the columns do not fit together
 */
export function unpackHistory(packs: readonly PackedSnapshots[]): HistoryColumns {
  const joined = (column: keyof PackedSnapshots): Buffer => Buffer.concat(packs.map((pack) => pack[column]));
  const [days, takenAt, complete] = [joined('days'), joined('taken_at'), joined('complete')];
  const size = days.length / 4;
  return {
    days: Int32Array.from({ length: size }, (_, index) => days.readInt32BE(4 * index) + EPOCH_DAYS),
    takenAt: Float64Array.from(
      { length: size },
      (_, index) => Number(takenAt.readBigInt64BE(8 * index)) / 1_000 + EPOCH_MS,
    ),
    complete: Uint8Array.from(complete),
    ...unpackArtists(joined('artists'), size),
  };
}

/** An array begins with the number of its dimensions, whether it holds nulls, and the type of its elements. */
const HEAD_BYTES = 12;
/** Length and lower bound. An empty array has no dimension, and nothing after its head. */
const DIMENSION_BYTES = 8;
/** Its own length, and an integer. */
const ELEMENT_BYTES = 8;

function unpackArtists(bytes: Buffer, size: number): Pick<HistoryColumns, 'ends' | 'artists'> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = new Int32Array(size);
  let [offset, end] = [0, 0];
  for (let index = 0; index < size; index += 1) {
    const depth = depthAt(view, offset);
    offset += headBytes(depth) + depth * ELEMENT_BYTES;
    end += depth;
    ends[index] = end;
  }
  if (offset !== bytes.length) throw new RangeError(`${bytes.length} bytes hold other than ${size} arrays`);
  const artists = new Int32Array(end);
  [offset, end] = [0, 0];
  for (const until of ends) {
    offset += headBytes(until - end);
    // Four bytes into each element, past its length.
    for (; end < until; end += 1, offset += ELEMENT_BYTES) artists[end] = view.getInt32(offset + 4);
  }
  return { ends, artists };
}

function depthAt(view: DataView, offset: number): number {
  return view.getInt32(offset) === 0 ? 0 : view.getInt32(offset + HEAD_BYTES);
}

function headBytes(depth: number): number {
  return depth === 0 ? HEAD_BYTES : HEAD_BYTES + DIMENSION_BYTES;
}
