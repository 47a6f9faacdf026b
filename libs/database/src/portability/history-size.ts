import { describedArtist } from '../artists/described-artist.js';
import type { Queryable } from '../connection/transaction.js';
import { IMPORT_LIMITS } from './move-lines.js';

/** How many artists a history may name after an import, and how many bytes their lines in an export may take. */
export const MOST_ARTISTS = 100_000;
export const MOST_ARTIST_BYTES = 48 * 1024 * 1024;

/** JSON around an artist's id, name and image. */
const LINE_BYTES = 100;

const SIZE = `
  SELECT count(*)::int AS artists,
         coalesce(sum(${LINE_BYTES} + octet_length(to_json(name)::text) + coalesce(octet_length("imageUrl"), 0)), 0)::float8 AS bytes
  FROM (SELECT DISTINCT unnest(artist_ids) AS artist_id FROM snapshot WHERE listener_id = $1) AS own,
       ${describedArtist('own.artist_id', '$1')}`;

/** What a listener's history takes in an export, but for its snapshots and gaps: their number is limited by the days. */
export async function historySize(
  client: Queryable,
  listenerId: number,
): Promise<{ readonly artists: number; readonly bytes: number }> {
  const { rows } = await client.query<{ artists: number; bytes: number }>({
    text: SIZE,
    values: [listenerId],
    ...IMPORT_LIMITS,
  });
  return rows[0] ?? { artists: 0, bytes: 0 };
}
