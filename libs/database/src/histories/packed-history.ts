import type { HistoryColumns } from '#charts';
import pg from 'pg';
import { z } from 'zod';

/**
 * Returns SQL that packs snapshots, 50 days to a row: `pack` orders the rows, `heads` concatenates 14 bytes of each
 * snapshot, and `lists` its artists as PostgreSQL writes an array. As text, artists take a third of the bytes that binary
 * arrays take on the wire. Their type, `bpchar`, is that of no other column, so that {@link PACKED_TYPES} unpacks them.
 *
 * @param condition the SQL condition of the snapshots
 */
export function packedSnapshots(condition: string): string {
  return `
    SELECT (day - date '2000-01-01') / 50 AS pack,
           string_agg(date_send(day) || timestamptz_send(taken_at) || boolsend(complete)
                      || boolsend(source = 'RECONSTRUCTED'), '' ORDER BY day) AS heads,
           string_agg(coalesce(artist_ids, '{}')::text, '' ORDER BY day)::bpchar AS lists
    FROM snapshot WHERE ${condition} GROUP BY pack`;
}

/** The artists of the snapshots of one row. */
interface PackedLists {
  /** The index in `artists` at which each list ends. */
  readonly ends: readonly number[];
  readonly artists: readonly number[];
}

/** A row of {@link packedSnapshots}. */
export const packRow = z.object({
  pack: z.int(),
  heads: z.instanceof(Buffer),
  // PACKED_TYPES unpacks the text.
  lists: z.custom<PackedLists>(),
});

/**
 * Type parsers for a statement with packed snapshots. They unpack each row as it arrives: while PostgreSQL packs the next
 * ones, and so that the text of all rows is never in memory at once.
 */
export const PACKED_TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.BPCHAR ? unpackLists : (pg.types.getTypeParser(type, format) as unknown),
};

/** Offsets from PostgreSQL's epoch, 2000-01-01, to 1970-01-01. */
const EPOCH_DAYS = 10_957;
const EPOCH_MS = 946_684_800_000;
/** Offsets in a head: a day in 4 bytes, microseconds in 8, and two booleans in 1 each. */
const [TAKEN_AT, COMPLETE, RECONSTRUCTED, HEAD_BYTES] = [4, 12, 13, 14];

/** Joins the rows of a history, in any order. */
export function joinPacks(rows: readonly z.output<typeof packRow>[]): HistoryColumns {
  const packs = rows.toSorted((one, other) => one.pack - other.pack);
  const size = packs.reduce((sum, { lists }) => sum + lists.ends.length, 0);
  const places = packs.reduce((sum, { lists }) => sum + lists.artists.length, 0);
  const history = {
    days: new Int32Array(size),
    takenAt: new Float64Array(size),
    complete: new Uint8Array(size),
    reconstructed: new Uint8Array(size),
    ends: new Int32Array(size),
    artists: new Int32Array(places),
  };
  let [snapshot, place] = [0, 0];
  for (const { heads, lists } of packs) {
    for (const [index, end] of lists.ends.entries()) {
      const head = index * HEAD_BYTES;
      history.days[snapshot] = heads.readInt32BE(head) + EPOCH_DAYS;
      history.takenAt[snapshot] = Number(heads.readBigInt64BE(head + TAKEN_AT)) / 1_000 + EPOCH_MS;
      history.complete[snapshot] = heads.readUInt8(head + COMPLETE);
      history.reconstructed[snapshot] = heads.readUInt8(head + RECONSTRUCTED);
      history.ends[snapshot] = place + end;
      snapshot += 1;
    }
    history.artists.set(lists.artists, place);
    place += lists.artists.length;
  }
  return history;
}

const [ZERO, NINE, CLOSING_BRACE] = ['0', '9', '}'].map((character) => character.charCodeAt(0)) as [
  number,
  number,
  number,
];

/** Unpacks lists such as `{12,7}{}{7}`. */
function unpackLists(text: string): PackedLists {
  const [ends, artists]: [number[], number[]] = [[], []];
  let artist = 0;
  // Every artist follows a brace or comma, and is positive.
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character >= ZERO && character <= NINE) {
      artist = 10 * artist + character - ZERO;
      continue;
    }
    if (artist > 0) artists.push(artist);
    artist = 0;
    if (character === CLOSING_BRACE) ends.push(artists.length);
  }
  return { ends, artists };
}
