import type { HistoryColumns } from '#charts';
import { z } from 'zod';

/**
 * Returns SQL that packs snapshots, 50 days to a row. Without `ORDER BY`, PostgreSQL sends the first rows while it packs
 * the next ones.
 *
 * @param condition the SQL condition of the snapshots
 */
export function packedSnapshots(condition: string): string {
  return `
    SELECT (day - date '2000-01-01') / 50 AS pack,
           string_agg(date_send(day) || timestamptz_send(taken_at) || boolsend(complete)
                      || boolsend(source = 'RECONSTRUCTED'), '' ORDER BY day) AS heads,
           sum(cardinality(artist_ids))::int AS places,
           string_agg(coalesce(artist_ids, '{}')::text, '' ORDER BY day) AS lists
    FROM snapshot WHERE ${condition} GROUP BY pack`;
}

/** A row of {@link packedSnapshots}. */
export const packRow = z.object({
  /** Orders the rows. */
  pack: z.int(),
  /** For each snapshot: the day in 4 bytes, microseconds in 8, and two booleans in 1 each. */
  heads: z.instanceof(Buffer),
  /** The number of artists. Null if there are none. */
  places: z.int().nullable(),
  /** The artists of each snapshot as PostgreSQL writes an array, such as `{12,7}{}{7}`. */
  lists: z.string(),
});

/** PostgreSQL's epoch, 2000-01-01, in days and milliseconds since 1970. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;
/** Offsets in a head, and its size. */
const [TAKEN_AT, COMPLETE, RECONSTRUCTED, HEAD_BYTES] = [4, 12, 13, 14];

/** Unpacks the rows of a history, in any order, except that of two rows of one pack the earlier days come first. */
export function unpackHistory(rows: readonly z.output<typeof packRow>[]): HistoryColumns {
  const packs = rows.toSorted((one, other) => one.pack - other.pack);
  const heads = Buffer.concat(packs.map((pack) => pack.heads));
  const size = heads.length / HEAD_BYTES;
  const days = new Int32Array(size);
  const takenAt = new Float64Array(size);
  const complete = new Uint8Array(size);
  const reconstructed = new Uint8Array(size);
  for (let index = 0, head = 0; index < size; index += 1, head += HEAD_BYTES) {
    days[index] = heads.readInt32BE(head) + EPOCH_DAYS;
    const microseconds =
      heads.readInt32BE(head + TAKEN_AT) * 2 ** 32 + heads.readUInt32BE(head + TAKEN_AT + 4);
    takenAt[index] = microseconds / 1_000 + EPOCH_MS;
    complete[index] = heads.readUInt8(head + COMPLETE);
    reconstructed[index] = heads.readUInt8(head + RECONSTRUCTED);
  }
  return { days, takenAt, complete, reconstructed, ...unpackLists(packs, size) };
}

const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
const CLOSING_BRACE = '}'.charCodeAt(0);

function unpackLists(
  packs: readonly z.output<typeof packRow>[],
  size: number,
): Pick<HistoryColumns, 'ends' | 'artists'> {
  const ends = new Int32Array(size);
  const artists = new Int32Array(packs.reduce((sum, { places }) => sum + (places ?? 0), 0));
  let [snapshot, place] = [0, 0];
  for (const { heads, lists } of packs) {
    const next = snapshot + heads.length / HEAD_BYTES;
    place = unpackArrays(lists, artists, place, ends.subarray(snapshot, next));
    snapshot = next;
  }
  return { ends, artists };
}

/**
 * Unpacks arrays into `artists` from index `first`, and their ends into `ends`.
 *
 * @returns the index after the last artist
 */
function unpackArrays(text: string, artists: Int32Array, first: number, ends: Int32Array): number {
  let [place, snapshot, artist] = [first, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character >= ZERO && character <= NINE) {
      artist = 10 * artist + character - ZERO;
      continue;
    }
    // Keys of artists are positive, so 0 means that there was no digit.
    if (artist > 0) artists[place++] = artist;
    artist = 0;
    if (character === CLOSING_BRACE) ends[snapshot++] = place;
  }
  return place;
}
